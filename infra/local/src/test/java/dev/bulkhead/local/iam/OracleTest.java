package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.iam.Oracle.Judged;
import dev.bulkhead.local.iam.Oracle.NotJudged;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our evaluator and one by other hands, put to the same questions. Run it with {@code
 * infra/iam-oracle/run}; what one run finds, the seed that it prints finds again.
 */
@Tag("oracle")
final class OracleTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final int MOST_SHOWN = 25;
  private static final String AGREE = "both ";
  private static final String DISAGREE = "disagreement, ours: ";
  private static Oracle oracle;

  @BeforeAll
  static void start() throws IOException {
    oracle = new Oracle();
  }

  @AfterAll
  static void stop() {
    oracle.close();
  }

  @Test
  void agreesOnRandomPolicies() {
    long seed = Long.getLong("oracle.seed", new Random().nextLong());
    int cases = Integer.getInteger("oracle.cases", 20_000);
    System.out.println("-Doracle.seed=" + seed + " -Doracle.cases=" + cases);
    var generated = new RandomCases(seed);

    assertAgreement(Stream.generate(generated::next).limit(cases), cases * 8 / 10);
  }

  @Test
  void agreesOnWhatAwsDocuments() {
    assertAgreement(PolicyCase.table("conformance.json"), 150);
  }

  private static void assertAgreement(Stream<PolicyCase> cases, int fewest) {
    var counts = new TreeMap<String, Integer>();
    List<String> unexplained = new ArrayList<>();
    cases.forEach(
        test -> {
          String judged = compare(test);
          String outcome = judged;
          if (judged.startsWith(DISAGREE)) {
            PolicyCase smallest =
                Shrinking.shrink(test, smaller -> compare(smaller).equals(judged));
            Optional<Explained> why = Explained.of(smallest);
            if (why.isEmpty()) {
              unexplained.add(judged + ": " + smallest.line());
            }
            outcome = why.map(e -> "explained: " + e).orElse(judged);
          }
          counts.merge(outcome, 1, Integer::sum);
        });
    counts.forEach((outcome, count) -> System.out.printf("%7d %s%n", count, outcome));

    assertThat(unexplained.stream().limit(MOST_SHOWN)).isEmpty();
    assertThat(counts).as("something of each").containsKeys(AGREE + "allow", AGREE + "deny");
    assertThat(counts.get(AGREE + "allow") + counts.get(AGREE + "deny"))
        .as("enough of it judged by both")
        .isGreaterThanOrEqualTo(fewest);
  }

  private static String compare(PolicyCase test) {
    boolean ours;
    try {
      ours = test.isAllowed(CLOCK);
    } catch (InvalidPolicy e) {
      return "refused by us: " + e.getMessage();
    }
    return switch (oracle.ask(test, CLOCK)) {
      case Judged(boolean theirs) when theirs == ours -> AGREE + (ours ? "allow" : "deny");
      case Judged _ -> DISAGREE + (ours ? "allow" : "deny");
      case NotJudged(String why) -> "not judged by the oracle: " + why;
    };
  }
}

package dev.bulkhead.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS at its worst, while clients train: what was acknowledged is there once, what cannot be done
 * is answered in time by a call to come again, and when it is over it is over.
 */
@Timeout(120)
final class FaultsTest {
  /** Not what nobody waits for, and not what the gateway asks for itself. */
  private static final Set<String> SPARED =
      Set.of("AuthorizerFunction", "MaintenanceFunction", "TenantsFunction", "UploadsFunction");

  /** After these, no call of AWS's is known to have been made. */
  private static final Set<Fault> ENDLESS =
      Set.of(
          Fault.THROTTLED,
          Fault.BROKEN,
          Fault.READ_ONLY,
          Fault.DROPPED,
          Fault.LOST,
          Fault.HUNG,
          Fault.SKEWED,
          Fault.EXPIRED);

  private static final Weather WEATHER = new Weather();
  private static final Map<String, BadLine> LINES = new ConcurrentHashMap<>();
  private static Siege siege;

  /** With functions that have ten seconds, not to wait for 29. */
  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    String template =
        Files.readString(
            Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml"));
    assertThat(template).contains("    Timeout: 29\n");
    Path hurried = directory.resolve("template.yaml");
    Files.writeString(hurried, template.replace("    Timeout: 29\n", "    Timeout: 10\n"));
    siege = new Siege(List.of("acme"), hurried, FaultsTest::start);
  }

  private static RequestStreamHandler start(LambdaFunction function, Environment own) {
    if (SPARED.contains(function.id())) {
      return Handlers.create(function, own);
    }
    Map<String, String> variables = new HashMap<>(own.variables());
    for (String service : List.of("DYNAMODB", "S3", "STS")) {
      BadLine line =
          LINES.computeIfAbsent(
              service, _ -> new BadLine(service, own.endpoint(service).orElseThrow(), WEATHER));
      variables.put("AWS_ENDPOINT_URL_" + service, line.uri().toString());
    }
    return new Mortal(
        Handlers.create(function, new Environment(variables, own.credentials())), WEATHER);
  }

  @AfterAll
  static void stop() throws IOException {
    siege.close();
    for (BadLine line : LINES.values()) {
      line.close();
    }
  }

  @AfterEach
  void clear() {
    WEATHER.clear();
  }

  /** What goes wrong each time, for all calls that it can happen to. */
  static Stream<List<Fault>> outages() {
    return Stream.of(
        List.of(Fault.THROTTLED),
        List.of(Fault.BROKEN),
        List.of(Fault.READ_ONLY),
        List.of(Fault.DROPPED),
        List.of(Fault.LOST),
        List.of(Fault.SLOW),
        List.of(Fault.HUNG),
        List.of(Fault.SKEWED),
        List.of(Fault.EXPIRED),
        List.of(Fault.CONFLICT),
        List.of(Fault.CANCELLED, Fault.UNPROCESSED),
        List.of(Fault.IN_PROGRESS));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void whoCannotBeServedIsToldInTimeToComeAgain(List<Fault> outage) throws Exception {
    var training = new Training(siege, "acme");
    training.go();
    var calls = new ArrayList<>(training.afterwards());
    calls.add(training.firstPoint());
    calls.addAll(Training.CREATIONS);

    WEATHER.turn(1, 1, outage);
    List<Answer> answers = atOnce(calls);
    Map<Fault, Integer> met = WEATHER.met();
    WEATHER.clear();

    assertThat(met).containsOnlyKeys(outage);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(FaultsTest::assertComeAgain);
    if (ENDLESS.containsAll(outage)) {
      assertThat(answers).as("what was not heard of").noneMatch(a -> a.status() == 200);
    }
    assertThat(atOnce(calls)).as("at once").extracting(Answer::status).containsOnly(200);
    training.assertKept();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatWasAcknowledgedInAStormIsThereOnce(long seed) throws Exception {
    var faults = new ArrayList<>(List.of(Fault.values()));
    faults.remove(Fault.HUNG);
    WEATHER.turn(seed, 0.3, faults);

    List<Training> trainings = trainAtOnce(4);
    Map<Fault, Integer> met = WEATHER.met();
    WEATHER.clear();

    assertThat(met.size()).as("%s", met).isGreaterThan(6);
    assertThat(trainings.stream().flatMap(training -> training.failures().stream()))
        .allSatisfy(
            answer -> {
              if (answer.isMlflowError()) {
                assertComeAgain(answer);
              } else {
                assertThat(answer.status()).as("of a function that was killed").isEqualTo(500);
              }
            });
    trainings.forEach(Training::assertKept);
    assertThat(siege.log()).noneMatch(line -> line.text().contains("wall_hit"));
  }

  private static void assertComeAgain(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isIn(429, 503);
    assertThat(answer.isMlflowError()).as("%s", answer).isTrue();
    assertThat(answer.headers()).as("%s", answer).containsEntry("retry-after", "1");
  }

  private static List<Answer> atOnce(List<Ask> asks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Answer>>();
      asks.forEach(ask -> calls.add(threads.submit(() -> siege.send("acme", ask))));
      var answers = new ArrayList<Answer>();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static List<Training> trainAtOnce(int clients) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Training>>();
      for (int i = 0; i < clients; i++) {
        running.add(
            threads.submit(
                () -> {
                  var training = new Training(siege, "acme");
                  training.go();
                  return training;
                }));
      }
      var trainings = new ArrayList<Training>();
      for (Future<Training> training : running) {
        trainings.add(training.get());
      }
      return trainings;
    }
  }
}

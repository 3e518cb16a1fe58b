package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bulkhead.domain.InvalidParameter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That no filter and no order keeps a function busy for long, or throws what it should not. */
final class BoundsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  static Stream<String> floods() {
    return Stream.of(
            "x".repeat(100),
            "9".repeat(100),
            "metrics.acc > 0.5 AND ",
            "(",
            "((",
            "()",
            "[",
            "[a",
            "'",
            "\"",
            "`",
            "''",
            "'\\'",
            "\\'",
            "a.",
            "a .",
            "a b ",
            "a, ",
            "1a",
            "1.5a",
            "a -",
            "a = ",
            "a = b = ",
            "/*",
            "/* */ ",
            "-- \n",
            "# ",
            ";",
            " ",
            "\n",
            "\u0000",
            "\uD800",
            "\uDC00",
            "tags.a IS NULL ",
            "run_id IN (",
            "NOT ",
            "not  null ",
            "asc nulls ",
            "::",
            "f(",
            "x(y) ",
            "a as ",
            "%",
            "$$",
            "9")
        .map(it -> it.repeat(3_000));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void readsFloodsSoon(String text) {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          attempt(() -> RunQuery.parse(text, List.of()));
          attempt(() -> RunQuery.parse("tags.a = '" + text, List.of()));
          attempt(() -> RunQuery.parse("run_id IN (" + text + ")", List.of()));
          attempt(() -> RunQuery.parse(null, List.of("tags." + text)));
          attempt(() -> LoggedModelQuery.parse("tags." + text, List.of(), List.of()));
        });
  }

  private static void attempt(Runnable parse) {
    try {
      parse.run();
    } catch (InvalidParameter e) {
      assertThat(e.getMessage()).hasSizeLessThan(10_100);
    }
  }

  @Test
  void readsAsManyClausesAsMlflow() {
    String most = String.join(" AND ", Collections.nCopies(1_000, "metrics.acc > 0.5"));
    String more = most + " AND metrics.acc > 0.5";

    assertThat(RunQuery.parse(most, List.of()).matches(Fixtures.RUNS.getFirst())).isFalse();
    assertThatThrownBy(() -> RunQuery.parse(more, List.of()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Error on parsing filter 'metrics.acc > 0.5 AND ");
  }

  @Test
  void refusesTenThousandClauses() {
    String filter = String.join(" AND ", Collections.nCopies(10_000, "metrics.acc > 0.5"));

    assertThatThrownBy(() -> RunQuery.parse(filter, List.of()))
        .isInstanceOf(InvalidParameter.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 100})
  void readsListsAsDeepAsMlflow(int depth) {
    var query = RunQuery.parse(nested(depth), List.of());

    assertThat(query).hasToString("run_id IN ('a')");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 3_000, 400_000})
  void refusesDeeperLists(int depth) {
    assertThatThrownBy(() -> RunQuery.parse(nested(depth), List.of()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageStartingWith("Error on parsing filter");
  }

  @Test
  void refusesMoreThanSixtyFourFieldsToSortBy() {
    List<String> orderBy = IntStream.range(0, 65).mapToObj(it -> "tags.t" + it).toList();

    assertThat(RunQuery.parse(null, orderBy.subList(0, 64)).isNewestFirst()).isFalse();
    assertThatThrownBy(() -> RunQuery.parse(null, orderBy))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("`order_by` has 65 fields, at most 64 are supported");
  }

  private static String nested(int depth) {
    return "run_id IN " + "(".repeat(depth) + "'a'" + ")".repeat(depth);
  }
}

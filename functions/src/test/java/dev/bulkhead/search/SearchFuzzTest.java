package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any search; a failure names the seed, which makes it again. */
final class SearchFuzzTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyTextIsQueryOrRefused(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    for (int i = 0; i < 500; i++) {
      String filter = generator.nonsense();
      List<String> orderBy = List.of(generator.nonsense());

      attempt(seed, filter, () -> use(RunQuery.parse(filter, List.of())));
      attempt(seed, filter, () -> use(ExperimentQuery.parse(filter, List.of())));
      attempt(seed, filter, () -> use(LoggedModelQuery.parse(filter, List.of(), List.of())));
      attempt(seed, orderBy, () -> use(RunQuery.parse(null, orderBy)));
      attempt(seed, orderBy, () -> use(ExperimentQuery.parse(null, orderBy)));
      attempt(seed, orderBy, () -> use(LoggedModelQuery.parse(null, List.of(), models(orderBy))));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void filterReadsBackAsItPrints(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    for (int i = 0; i < 500; i++) {
      Filter filter = generator.filter();

      Filter read = RunGrammar.INSTANCE.filter(RunGrammar.INSTANCE.conditions(filter.toString()));

      assertThat(read).as("seed %d", seed).isEqualTo(filter);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pagesMakeTheWholeList(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    List<Run> runs = generator.runs(60);
    RunQuery query = RunQuery.parse(null, generator.orderBy());
    List<Run> whole = runs.stream().sorted(query.order()).toList();

    List<Run> walked = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      List<Run> page = page(query, runs, token, 1 + generator.below(9));
      walked.addAll(page);
      token =
          page.isEmpty()
              ? Optional.empty()
              : Optional.of(PageToken.encode("acme", query.position(page.getLast()).bytes()));
    } while (token.isPresent());

    assertThat(walked).as("seed %d", seed).isEqualTo(whole).hasSize(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void placeStaysWhileRunsAreAdded(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    List<Run> runs = generator.runs(40);
    RunQuery query = RunQuery.parse(null, generator.orderBy());
    Run last = runs.get(generator.below(20));
    var place = query.position(query.position(last).bytes());

    assertThat(place.isBefore(last)).isFalse();
    assertThat(runs)
        .allSatisfy(
            run ->
                assertThat(place.isBefore(run))
                    .as("seed %d", seed)
                    .isEqualTo(query.order().compare(last, run) < 0));
  }

  private static List<Run> page(RunQuery query, List<Run> runs, Optional<String> token, int size) {
    var start = token.map(it -> query.position(PageToken.decode("acme", it)));
    return runs.stream()
        .filter(run -> start.isEmpty() || start.get().isBefore(run))
        .sorted(query.order())
        .limit(size)
        .toList();
  }

  private static void use(RunQuery query) {
    assertThat(Fixtures.RUNS.stream().filter(query::matches).sorted(query.order()).toList())
        .isSubsetOf(Fixtures.RUNS);
  }

  private static void use(ExperimentQuery query) {
    assertThat(Fixtures.EXPERIMENTS.stream().filter(query::matches).sorted(query.order()).toList())
        .isSubsetOf(Fixtures.EXPERIMENTS);
  }

  private static void use(LoggedModelQuery query) {
    assertThat(Fixtures.MODELS.stream().filter(query::matches).sorted(query.order()).toList())
        .isSubsetOf(Fixtures.MODELS);
  }

  private static List<LoggedModelQuery.OrderBy> models(List<String> names) {
    return names.stream()
        .map(it -> new LoggedModelQuery.OrderBy(it, true, Optional.empty(), Optional.empty()))
        .toList();
  }

  private static void attempt(long seed, Object input, Runnable use) {
    try {
      use.run();
    } catch (InvalidParameter _) {
      // One of the two ways it may end.
    } catch (RuntimeException e) {
      fail("seed %d: %s".formatted(seed, input), e);
    }
  }
}

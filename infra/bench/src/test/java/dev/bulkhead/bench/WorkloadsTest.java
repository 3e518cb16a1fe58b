package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static final List<Case> CASES =
      Workloads.cases(Plan.quick(1), List.of(new Searching(1_000)), Set.of());

  @Test
  void aShortRunBeginsWithOneSeriesOfEachWorkload() {
    List<Case> turns = Workloads.inTurns(CASES);

    assertThat(turns).containsExactlyInAnyOrderElementsOf(CASES);
    List<String> firsts =
        Workloads.series(turns).stream().map(series -> series.getFirst().workload()).toList();
    long workloads = firsts.stream().distinct().count();
    assertThat(firsts.stream().limit(workloads)).doesNotHaveDuplicates();
  }

  @Test
  void casesOfASeriesStayTogether() {
    List<Case> turns = Workloads.inTurns(CASES);

    assertThat(Workloads.series(turns).stream().flatMap(List::stream))
        .containsExactlyElementsOf(turns);
  }

  @Test
  void whatIsComparedWithItselfTakesTurns() {
    assertThat(Workloads.series(CASES).stream().filter(series -> series.size() > 1))
        .extracting(series -> series.stream().map(Case::workload).distinct().toList())
        .containsExactly(
            List.of("W2"),
            List.of("W3", "W3r"),
            List.of("W7"),
            List.of("W7"),
            List.of("W8"),
            List.of("W9"));
  }
}

package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static final Plan PLAN = Plan.quick(1);

  @Test
  void aShortRunBeginsWithOneCaseOfEachWorkload() {
    List<Case> cases = Workloads.cases(PLAN, List.of(new Searching(1_000)), Set.of());

    List<Case> turns = Workloads.inTurns(cases);

    assertThat(turns).containsExactlyInAnyOrderElementsOf(cases);
    long workloads = cases.stream().map(Case::workload).distinct().count();
    assertThat(turns.stream().limit(workloads)).extracting(Case::workload).doesNotHaveDuplicates();
  }
}

package dev.bulkhead.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.maintenance.Chore.Step;
import dev.bulkhead.maintenance.Chore.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SealRunsTest {
  private final FakeStores stores = new FakeStores();
  private final SealRuns chore = new SealRuns();

  /** All steps, as the function takes them. */
  private List<Step> steps(boolean dryRun) {
    List<Step> steps = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      steps.add(
          chore.step(
              new Visit(
                  stores, Optional.empty(), cursor, FakeStores.NOW, dryRun, Optional.empty())));
      cursor = steps.getLast().next();
    } while (cursor.isPresent());
    return steps;
  }

  @Test
  void sealsEveryExperimentUntilNothingIsDue() {
    stores.experiments().with("10", "a").with("9", "b").withDeleted("7", "c");
    stores.sealing().due("7", 3).due("10", 9_000);

    List<Step> steps = steps(false);

    assertThat(steps).extracting(Step::count).containsExactly(4_003L, 4_000L, 1_000L);
    assertThat(steps.getFirst().found())
        .containsExactly("3 runs of experiment 7", "4000 runs of experiment 10");
    assertThat(steps(false)).containsExactly(Step.last(0, List.of()));
  }

  @Test
  void aDryRunSealsNothing() {
    stores.experiments().with("7", "a");
    stores.sealing().due("7", 3);

    assertThat(steps(true)).extracting(Step::count).containsExactly(3L);
    assertThat(steps(true)).extracting(Step::count).containsExactly(3L);
  }

  @Test
  void looksAtNoMoreThanFiftyExperimentsInAStep() {
    for (int id = 1; id <= 120; id++) {
      stores.experiments().with("" + id, "e" + id);
    }

    assertThat(steps(false))
        .extracting(Step::next)
        .containsExactly(Optional.of("51"), Optional.of("101"), Optional.empty());
  }
}

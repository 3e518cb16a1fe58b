package dev.bulkhead.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.maintenance.Chore.Step;
import dev.bulkhead.maintenance.Chore.Visit;
import dev.bulkhead.store.MetricLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FoldMetricsTest {
  private static final RunId ONE = new RunId("0".repeat(31) + "1");
  private static final RunId TWO = new RunId("0".repeat(31) + "2");

  private final List<RunId> folded = new ArrayList<>();

  /** The first run takes three steps, the other one. */
  private final MetricLogs logs =
      new MetricLogs() {
        @Override
        public List<RunId> marked(Optional<RunId> behind, int limit) {
          return List.of(ONE, TWO).stream()
              .filter(
                  run -> behind.filter(last -> run.value().compareTo(last.value()) <= 0).isEmpty())
              .limit(limit)
              .toList();
        }

        @Override
        public boolean fold(RunId run, Instant now) {
          folded.add(run);
          return run.equals(ONE) && folded.size() < 3;
        }
      };

  private List<String> found(boolean dryRun) {
    return found(dryRun, Optional.empty());
  }

  private List<String> found(boolean dryRun, Optional<String> only) {
    var stores =
        new FakeStores() {
          @Override
          public MetricLogs metricLogs() {
            return logs;
          }
        };
    List<String> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Step step =
          new FoldMetrics()
              .step(
                  new Visit(
                      stores,
                      Optional.empty(),
                      cursor,
                      Instant.EPOCH,
                      dryRun,
                      Optional.empty(),
                      Optional.empty(),
                      only));
      found.addAll(step.found());
      cursor = step.next();
    } while (cursor.isPresent());
    return found;
  }

  @Test
  void foldsRunAfterRunAsLongAsThereIsMoreOfOne() {
    assertThat(found(false)).containsExactly(ONE.value(), TWO.value());
    assertThat(folded).containsExactly(ONE, ONE, ONE, TWO);
  }

  @Test
  void foldsOnlyTheRunThatASearchAsksFor() {
    assertThat(found(false, Optional.of(TWO.value()))).isEmpty();
    assertThat(folded).containsExactly(TWO);
  }

  @Test
  void foldsAllOfTheRunThatASearchAsksFor() {
    assertThat(found(false, Optional.of(ONE.value()))).isEmpty();
    assertThat(folded).containsExactly(ONE, ONE, ONE);
  }

  @Test
  void onlyNamesTheRunsOnADryRun() {
    assertThat(found(true)).containsExactly(ONE.value(), TWO.value());
    assertThat(folded).isEmpty();
  }
}

package dev.bulkhead.maintenance;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.MetricLogs;
import java.util.List;
import java.util.Optional;

/** {@code fold-metrics}: folds what runs logged into segments by key, run by run. */
public final class FoldMetrics implements Chore {
  static final String NAME = "fold-metrics";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(Visit visit) {
    return visit.only().map(RunId::new).map(run -> step(visit, run)).orElseGet(() -> next(visit));
  }

  /** One run that a search asks for, whether it is marked or not. */
  private static Step step(Visit visit, RunId run) {
    boolean more = visit.stores().metricLogs().fold(run, visit.now());
    return new Step(more ? 0 : 1, List.of(), more ? Optional.of("") : Optional.empty());
  }

  /** The cursor is the last run that was done with; nothing in it before the first. */
  private static Step next(Visit visit) {
    MetricLogs logs = visit.stores().metricLogs();
    Optional<RunId> behind = visit.cursor().filter(text -> !text.isEmpty()).map(RunId::new);
    List<RunId> marked = logs.marked(behind, 1);
    if (marked.isEmpty()) {
      return Step.last(0, List.of());
    }
    RunId run = marked.getFirst();
    boolean more = !visit.dryRun() && logs.fold(run, visit.now());
    String last = more ? visit.cursor().orElse("") : run.value();
    return new Step(more ? 0 : 1, more ? List.of() : List.of(run.value()), Optional.of(last));
  }
}

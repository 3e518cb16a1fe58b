package dev.bulkhead.maintenance;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.RunSealing;
import dev.bulkhead.store.RunSealing.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seals the runs that nobody writes to any more, experiment by experiment, so that searches need
 * not read them.
 */
final class SealRuns implements Chore {
  /** So many are looked at in one step, each for some ten read units if there is nothing to do. */
  private static final int EXPERIMENTS = 50;

  private static final int RUNS = 4_000;

  static final String NAME = "seal-runs";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step(Visit visit) {
    List<ExperimentId> rest = rest(visit);
    RunSealing sealing = visit.stores().sealing();
    List<String> found = new ArrayList<>();
    long count = 0;
    for (int i = 0; i < rest.size(); i++) {
      ExperimentId id = rest.get(i);
      if (i == EXPERIMENTS || count >= RUNS) {
        return new Step(count, found, Optional.of(id.value()));
      }
      Sealed sealed = visit.dryRun() ? new Sealed(sealing.due(id), false) : sealing.seal(id);
      count += sealed.runs();
      if (sealed.runs() > 0) {
        found.add("%d runs of experiment %s".formatted(sealed.runs(), id));
      }
      if (sealed.more()) {
        return new Step(count, found, Optional.of(id.value()));
      }
    }
    return Step.last(count, found);
  }

  /** The one that is meant, or the experiments from the one on where the step before ended. */
  private static List<ExperimentId> rest(Visit visit) {
    return visit.only().map(ExperimentId::new).map(List::of).orElseGet(() -> all(visit));
  }

  private static List<ExperimentId> all(Visit visit) {
    return visit.stores().experiments().list().stream()
        .map(Experiment::id)
        .sorted()
        .filter(
            id ->
                visit
                    .cursor()
                    .map(ExperimentId::new)
                    .map(from -> id.compareTo(from) >= 0)
                    .orElse(true))
        .toList();
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Chance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Seals items, and reads what they then are: no write changes that before it breaks the seal. */
final class SealedBatch {
  private final Table table;
  private final Keys keys;
  private final RunReader reader;

  SealedBatch(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.reader = new RunReader(table);
  }

  /** The runs that are there, each in its own stage. */
  List<Run> seal(ExperimentId experiment, Collection<RunId> ids) {
    String seal = Chance.name();
    var sealed = new ConcurrentLinkedQueue<RunParts>();
    Parallel.run(ids.stream().<Runnable>map(id -> () -> seal(id, seal, sealed)).toList());
    return reader.complete(new ArrayList<>(sealed), Map.of(experiment, LifecycleStage.ACTIVE));
  }

  /** The core item first: while it is sealed, no metrics are begun without breaking that. */
  private void seal(RunId id, String seal, Collection<RunParts> sealed) {
    Place place = keys.run(id);
    if (table.updateAndGet(Seal.set(place.core(), seal)) instanceof Outcome.Done(Item core)) {
      sealed.add(
          new RunParts(
              core,
              table.updateAndGet(Seal.set(place.metrics(), seal))
                      instanceof Outcome.Done(Item metrics)
                  ? Optional.of(MetricsItem.decode(metrics))
                  : Optional.empty()));
    }
  }
}

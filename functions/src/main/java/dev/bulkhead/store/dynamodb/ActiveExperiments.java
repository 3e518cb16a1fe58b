package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import java.time.Instant;
import java.util.Optional;

/** Tells whether experiments are active, to what is written under them. */
final class ActiveExperiments {
  private final Table table;
  private final Keys keys;
  private final ExperimentStages stages;

  ActiveExperiments(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.stages = table.stages();
  }

  /** Whether it was active a moment ago; see {@link ExperimentStages}. */
  boolean has(ExperimentId id) {
    return stages.wasActive(id) || read(id).filter(ActiveExperiments::isActive).isPresent();
  }

  /**
   * Lets something be created under the experiment.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void require(ExperimentId id) {
    if (!stages.wasActive(id)) {
      Optional<Item> found = read(id);
      if (found.filter(ActiveExperiments::isActive).isEmpty()) {
        throw DynamoExperimentStore.notActive(id, found);
      }
    }
  }

  private Optional<Item> read(ExperimentId id) {
    Instant asked = stages.now();
    Optional<Item> found = table.get(keys.experiment(id));
    if (found.filter(ActiveExperiments::isActive).isPresent()) {
      stages.sawActive(id, asked);
    }
    return found;
  }

  static boolean isActive(Item experiment) {
    return ExperimentItem.stage(experiment) == LifecycleStage.ACTIVE;
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.store.RunSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to search: those of the experiments that are there.
 *
 * @param stages of the experiments
 * @param manifests of those of which anything has been sealed
 */
record SearchScope(
    Map<ExperimentId, LifecycleStage> stages, Map<ExperimentId, Manifest> manifests) {

  static SearchScope read(Table table, Keys keys, RunSearch search) {
    List<Key> wanted = new ArrayList<>();
    for (ExperimentId id : search.experiments()) {
      wanted.add(keys.experiment(id));
      wanted.add(keys.manifest(id));
    }
    Map<Key, Item> items = table.getAll(wanted);
    Map<ExperimentId, LifecycleStage> stages = new HashMap<>();
    Map<ExperimentId, Manifest> manifests = new HashMap<>();
    for (ExperimentId id : search.experiments()) {
      Optional.ofNullable(items.get(keys.experiment(id)))
          .ifPresent(item -> stages.put(id, ExperimentItem.stage(item)));
      Optional.ofNullable(items.get(keys.manifest(id)))
          .ifPresent(item -> manifests.put(id, Manifest.decode(item)));
    }
    return new SearchScope(stages, manifests);
  }

  /** Those of which the view may see runs. */
  List<ExperimentId> seen(RunSearch search) {
    return search.experiments().stream()
        .distinct()
        .filter(stages::containsKey)
        .filter(id -> !isDeleted(id) || search.view().sees(LifecycleStage.DELETED))
        .toList();
  }

  /** A run's stage is deleted too while its experiment's is. */
  LifecycleStage stage(ExperimentId experiment, LifecycleStage own) {
    return isDeleted(experiment) ? LifecycleStage.DELETED : own;
  }

  private boolean isDeleted(ExperimentId experiment) {
    return stages.get(experiment) == LifecycleStage.DELETED;
  }

  boolean sees(ViewType view, ExperimentId experiment, LifecycleStage own) {
    return view.sees(stage(experiment, own));
  }

  Manifest manifest(ExperimentId experiment) {
    return manifests.getOrDefault(experiment, Manifest.NONE);
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads runs. What does not fit together, because a run was written to meanwhile, it reads again.
 */
final class RunReader {
  /** As many parts of runs are asked for at once; each is an item of up to 400 KB. */
  private static final int MAX_PARTS = 50;

  private final Table table;
  private final Keys keys;

  RunReader(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
  }

  /** The run, of whose datasets only name and digest are told. */
  Optional<Run> find(RunId id) {
    var backoff = new Backoff();
    while (true) {
      Place place = keys.run(id);
      Key experiment = keys.experiment(id.experiment());
      Map<Key, Item> items = table.getAll(List.of(place.core(), place.metrics(), experiment));
      if (!items.containsKey(place.core())) {
        return Optional.empty();
      }
      RunParts parts = RunParts.of(place, items);
      Optional<Run> run =
          parts.assemble(place, table.getAll(parts.missing(place)), stage(items, experiment));
      if (run.isPresent()) {
        return run;
      }
      backoff.await();
    }
  }

  /** The run without what was logged to it. */
  Optional<RunInfo> findInfo(RunId id) {
    Key core = keys.run(id).core();
    Key experiment = keys.experiment(id.experiment());
    Map<Key, Item> items = table.getAll(List.of(core, experiment));
    return Optional.ofNullable(items.get(core))
        .map(item -> RunItem.decode(item, stage(items, experiment)));
  }

  private static LifecycleStage stage(Map<Key, Item> items, Key experiment) {
    return Optional.ofNullable(items.get(experiment))
        .map(ExperimentItem::stage)
        .orElse(LifecycleStage.DELETED);
  }

  /** The whole of runs whose items were read, in the same order. */
  List<Run> complete(List<RunParts> runs, Map<ExperimentId, LifecycleStage> experiments) {
    Map<RunParts, Run> complete = new LinkedHashMap<>();
    List<RunParts> group = new ArrayList<>();
    int wanted = 0;
    for (RunParts run : runs) {
      group.add(run);
      wanted += run.missing(keys.run(run.id())).size();
      if (wanted >= MAX_PARTS) {
        complete(group, experiments, complete);
        group.clear();
        wanted = 0;
      }
    }
    complete(group, experiments, complete);
    return List.copyOf(complete.values());
  }

  private void complete(
      List<RunParts> group,
      Map<ExperimentId, LifecycleStage> experiments,
      Map<RunParts, Run> complete) {
    List<Key> missing = new ArrayList<>();
    group.forEach(run -> missing.addAll(run.missing(keys.run(run.id()))));
    Map<Key, Item> parts = table.getAll(missing);
    for (RunParts run : group) {
      LifecycleStage stage = stage(run, experiments);
      run.assemble(keys.run(run.id()), parts, stage)
          .or(() -> find(run.id()))
          .ifPresent(whole -> complete.put(run, whole));
    }
  }

  private static LifecycleStage stage(RunParts run, Map<ExperimentId, LifecycleStage> experiments) {
    return experiments.getOrDefault(run.id().experiment(), LifecycleStage.DELETED);
  }
}

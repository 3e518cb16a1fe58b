package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import java.util.ArrayList;
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
    List<Run> complete = new ArrayList<>(runs.size());
    List<Placed> group = new ArrayList<>();
    List<Key> missing = new ArrayList<>();
    for (RunParts run : runs) {
      var placed = new Placed(run, keys.run(run.id()));
      group.add(placed);
      missing.addAll(run.missing(placed.place()));
      if (missing.size() >= MAX_PARTS) {
        complete(group, table.getAll(missing), experiments, complete);
        group.clear();
        missing.clear();
      }
    }
    complete(group, table.getAll(missing), experiments, complete);
    return complete;
  }

  private record Placed(RunParts run, Place place) {}

  private void complete(
      List<Placed> group,
      Map<Key, Item> parts,
      Map<ExperimentId, LifecycleStage> experiments,
      List<Run> complete) {
    for (Placed each : group) {
      RunParts run = each.run();
      run.assemble(each.place(), parts, stage(run, experiments))
          .or(() -> find(run.id()))
          .ifPresent(complete::add);
    }
  }

  private static LifecycleStage stage(RunParts run, Map<ExperimentId, LifecycleStage> experiments) {
    return experiments.getOrDefault(run.id().experiment(), LifecycleStage.DELETED);
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunSearch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches for runs. In the order that the table keeps them, shards are read only as far as runs
 * are asked for; in any other order all runs are read, of which {@link BestRuns} keeps the first.
 */
final class RunSearches {
  private final Table table;
  private final Keys keys;
  private final ActiveExperiments experiments;
  private final RunReader reader;
  private final Datasets datasets;

  RunSearches(TenantTable table, RunReader reader, Datasets datasets) {
    this.table = table.open();
    this.keys = table.keys();
    this.experiments = new ActiveExperiments(table);
    this.reader = reader;
    this.datasets = datasets;
  }

  Iterator<Run> search(RunSearch search, int limit) {
    Map<ExperimentId, LifecycleStage> stages = experiments.stages(search.experiments());
    Iterator<Run> found =
        search.newestFirst()
            ? newestFirst(search, stages, limit)
            : new SortedRuns(search, limit, best -> collect(search, stages, best));
    return new GroupedRuns<>(found, limit, datasets::complete);
  }

  private Iterator<Run> newestFirst(
      RunSearch search, Map<ExperimentId, LifecycleStage> stages, int limit) {
    List<String> shards = shards(search, stages);
    int items = shards.isEmpty() ? 1 : firstItems(limit, shards.size());
    var merged = new MergedShards(cursors(shards, search.last(), items));
    return new GroupedRuns<>(merged, limit, parts -> matching(search, stages, parts).toList());
  }

  /** A little more than a shard's part, two items a run: reading on costs a round trip. */
  private static int firstItems(int limit, int shards) {
    return (int) Math.min(2 * (limit * 1.15 / shards + 2), 2_000);
  }

  private List<ShardCursor> cursors(List<String> shards, Optional<RunId> last, int items) {
    List<ShardCursor> cursors = new ArrayList<>();
    shards.forEach(shard -> cursors.add(new ShardCursor(table, Keys.runs(shard, last), items)));
    return cursors;
  }

  /** Those of experiments whose runs the view may see. */
  private List<String> shards(RunSearch search, Map<ExperimentId, LifecycleStage> stages) {
    return search.experiments().stream()
        .filter(stages::containsKey)
        .filter(
            id ->
                stages.get(id) == LifecycleStage.ACTIVE
                    || search.view().sees(LifecycleStage.DELETED))
        .distinct()
        .flatMap(id -> keys.shards(id).stream())
        .toList();
  }

  private Stream<Run> matching(
      RunSearch search, Map<ExperimentId, LifecycleStage> stages, List<RunParts> parts) {
    List<RunParts> seen =
        parts.stream().filter(run -> search.view().sees(stage(run, stages))).toList();
    return reader.complete(seen, stages).stream()
        .filter(run -> search.view().sees(run.info().stage()))
        .filter(search.filter());
  }

  private static LifecycleStage stage(RunParts run, Map<ExperimentId, LifecycleStage> stages) {
    return stages.get(run.id().experiment()) == LifecycleStage.DELETED
        ? LifecycleStage.DELETED
        : CoreItem.stage(run.core());
  }

  /** Reads all runs, several shards at a time. */
  private void collect(RunSearch search, Map<ExperimentId, LifecycleStage> stages, BestRuns best) {
    List<Runnable> tasks = new ArrayList<>();
    for (ShardCursor cursor :
        cursors(shards(search, stages), Optional.empty(), ShardCursor.UNLIMITED)) {
      tasks.add(
          () ->
              new GroupedRuns<>(
                      cursor,
                      Integer.MAX_VALUE,
                      (List<RunParts> parts) -> matching(search, stages, parts).toList())
                  .forEachRemaining(best::offer));
    }
    Parallel.run(tasks);
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunSearch;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for runs among all of an experiment's. The order of the reads is what makes it exact: first
 * which runs are open, and only then which segments there are. A run whose note is gone by the
 * first is in a segment of the second; one that is noted is read from its items, whatever the
 * segments have of it.
 */
final class WholeSearch {
  /** More notes than these cost more than reading all items does. */
  private static final int MAX_NOTES = 1_000;

  private final Table table;
  private final Keys keys;
  private final SearchScope scope;
  private final ItemSearch items;
  private final SealedSearch sealed;

  WholeSearch(Table table, Keys keys, SearchScope scope, ItemSearch items, SealedSearch sealed) {
    this.table = table;
    this.keys = keys;
    this.scope = scope;
    this.items = items;
    this.sealed = sealed;
  }

  void collect(RunSearch search, BestRuns best) {
    Parallel.run(
        scope.seen(search).stream()
            .<Runnable>map(experiment -> () -> collect(search, experiment, best))
            .toList());
  }

  private void collect(RunSearch search, ExperimentId experiment, BestRuns best) {
    RunId first = scope.manifest(experiment).firstOpen(experiment);
    List<ShardCursor> cursors = cursors(experiment, shard -> Keys.open(shard, first));
    Parallel.run(cursors.stream().<Runnable>map(cursor -> cursor::load).toList());
    Set<RunId> noted = noted(cursors, first);
    items.collect(search, cursors, best);
    if (noted.size() > MAX_NOTES) {
      items.collect(search, cursors(experiment, shard -> Keys.older(shard, first)), best);
      return;
    }
    items.collect(search, noted, best);
    table
        .get(keys.manifest(experiment))
        .map(Manifest::decode)
        .ifPresent(
            manifest ->
                sealed.collect(
                    search, experiment, manifest, new SealedSearch.Bounds(first, noted), best));
  }

  private static Set<RunId> noted(List<ShardCursor> cursors, RunId first) {
    return cursors.stream()
        .flatMap(cursor -> cursor.notes().stream())
        .map(OpenNotes.Note::run)
        .filter(run -> run.compareTo(first) < 0)
        .collect(Collectors.toSet());
  }

  private List<ShardCursor> cursors(ExperimentId experiment, Function<String, Range> part) {
    return keys.shards(experiment).stream()
        .map(shard -> new ShardCursor(table, part.apply(shard), ShardCursor.UNLIMITED))
        .toList();
  }
}

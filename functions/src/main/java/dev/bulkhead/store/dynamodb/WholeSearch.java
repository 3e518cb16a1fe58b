package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunSearch;
import java.util.List;
import java.util.Set;
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
    List<ShardCursor> cursors = from(experiment, first);
    Parallel.run(cursors.stream().<Runnable>map(cursor -> cursor::load).toList());
    Set<RunId> noted = noted(cursors, first);
    if (noted.size() > MAX_NOTES) {
      items.collect(search, from(experiment, Manifest.NONE.firstOpen(experiment)), best);
      return;
    }
    items.collect(search, cursors, best);
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

  /** The notes of the experiment's open runs, then all runs that are not older than this one. */
  private List<ShardCursor> from(ExperimentId experiment, RunId first) {
    return keys.shards(experiment).stream()
        .map(shard -> new ShardCursor(table, Keys.open(shard, first), ShardCursor.UNLIMITED))
        .toList();
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for runs among items. */
final class ItemSearch {
  private final Table table;
  private final Keys keys;
  private final RunReader reader;
  private final SearchScope scope;
  private final UnsealedTally tally;

  ItemSearch(Table table, Keys keys, RunReader reader, SearchScope scope, UnsealedTally tally) {
    this.table = table;
    this.keys = keys;
    this.reader = reader;
    this.scope = scope;
    this.tally = tally;
  }

  /** In the order of the keys, read as far as runs are asked for. */
  Iterator<Run> newestFirst(RunSearch search, int limit) {
    List<String> shards =
        scope.seen(search).stream().flatMap(id -> keys.shards(id).stream()).toList();
    int items = shards.isEmpty() ? 1 : firstItems(limit, shards.size());
    Optional<RunId> last = search.behind().map(RunSearch.Place::run);
    List<ShardCursor> cursors =
        shards.stream()
            .map(shard -> new ShardCursor(table, Keys.runs(shard, last), items))
            .toList();
    return new GroupedRuns<>(
        new MergedShards(cursors), limit, parts -> matching(search, parts).toList());
  }

  /** A little more than a shard's part, two items a run: reading on costs a round trip. */
  private static int firstItems(int limit, int shards) {
    return (int) Math.min(2 * (limit * 1.15 / shards + 2), 2_000);
  }

  private Stream<Run> matching(RunSearch search, List<RunParts> parts) {
    parts.forEach(run -> tally.read(run.id()));
    List<RunParts> seen = parts.stream().filter(run -> isSeen(search, run)).toList();
    return reader.complete(seen, scope.stages()).stream()
        .filter(run -> search.view().sees(run.info().stage()))
        .filter(search.query()::matches);
  }

  private boolean isSeen(RunSearch search, RunParts run) {
    return scope.sees(search.view(), run.id().experiment(), CoreItem.stage(run.core()));
  }

  /** All runs of these shards, several shards at a time. */
  void collect(RunSearch search, List<ShardCursor> cursors, BestRuns best) {
    List<Runnable> tasks = new ArrayList<>();
    for (ShardCursor cursor : cursors) {
      tasks.add(
          () ->
              new GroupedRuns<>(
                      cursor,
                      Integer.MAX_VALUE,
                      (List<RunParts> parts) -> matching(search, parts).toList())
                  .forEachRemaining(run -> offer(search, run, best)));
    }
    Parallel.run(tasks);
  }

  /** The runs of these ids, as far as they are there. */
  void collect(RunSearch search, Collection<RunId> ids, BestRuns best) {
    List<Place> places = ids.stream().map(keys::run).toList();
    Map<Key, Item> items =
        table.getAll(
            places.stream().flatMap(place -> Stream.of(place.core(), place.metrics())).toList());
    List<RunParts> parts =
        places.stream()
            .filter(place -> items.containsKey(place.core()))
            .map(place -> RunParts.of(place, items))
            .toList();
    new GroupedRuns<>(
            parts.iterator(),
            Integer.MAX_VALUE,
            (List<RunParts> group) -> matching(search, group).toList())
        .forEachRemaining(run -> offer(search, run, best));
  }

  private static void offer(RunSearch search, Run run, BestRuns best) {
    var position = search.query().position(run);
    if (search.behind().isEmpty() || search.behind().get().position().compareTo(position) < 0) {
      best.offer(new Found(position, RunSize.of(run), new Found.Items(run)));
    }
  }
}

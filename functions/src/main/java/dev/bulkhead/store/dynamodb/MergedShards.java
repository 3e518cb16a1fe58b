package dev.bulkhead.store.dynamodb;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** The runs of several shards as one sequence, newest first. */
final class MergedShards implements Iterator<RunParts> {
  private final PriorityQueue<ShardCursor> cursors =
      new PriorityQueue<>(Comparator.comparing(ShardCursor::nextSort));

  /** Reads the first page of each shard, at the same time. */
  MergedShards(List<ShardCursor> shards) {
    Parallel.run(shards.stream().<Runnable>map(shard -> shard::load).toList());
    shards.stream().filter(ShardCursor::hasNext).forEach(cursors::add);
  }

  @Override
  public boolean hasNext() {
    return !cursors.isEmpty();
  }

  @Override
  public RunParts next() {
    ShardCursor first = cursors.remove();
    RunParts run = first.next();
    if (first.hasNext()) {
      cursors.add(first);
    }
    return run;
  }
}

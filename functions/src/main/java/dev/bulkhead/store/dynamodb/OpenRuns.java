package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.dynamodb.OpenNotes.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The runs of an experiment that are open: by their time, or by a note.
 *
 * @param young the oldest of those that began after what is sealed, oldest first
 * @param noted the notes, of older ones too
 */
record OpenRuns(List<Young> young, Map<RunId, Note> noted) {

  /** A run that began after what is sealed. */
  record Young(RunId id, boolean ended) {
    boolean isBefore(Instant time) {
      return id.startTime().isBefore(time);
    }
  }

  /**
   * Which of the young ones are told.
   *
   * @param before those that began before a time
   * @param count so many of them, those that began in the same millisecond as the last, and one
   *     more if there is one
   */
  record Limit(Instant before, int count) {

    boolean isReached(List<Young> young) {
      return young.size() > count
          && young.get(count - 1).id().startTime().isBefore(young.getLast().id().startTime());
    }
  }

  static OpenRuns read(
      Table table, Keys keys, ExperimentId experiment, Manifest manifest, Limit limit) {
    RunId first = manifest.firstOpen(experiment);
    List<OpenShard> shards =
        keys.shards(experiment).stream().map(shard -> new OpenShard(table, shard, first)).toList();
    Parallel.run(shards.stream().<Runnable>map(shard -> shard::load).toList());
    Map<RunId, Note> noted = new HashMap<>();
    shards.forEach(shard -> shard.notes().forEach(note -> noted.put(note.run(), note)));
    return new OpenRuns(oldest(shards, limit), noted);
  }

  private static List<Young> oldest(List<OpenShard> shards, Limit limit) {
    var next = new PriorityQueue<>(Comparator.comparing(OpenShard::nextRun));
    shards.stream().filter(OpenShard::hasNext).forEach(next::add);
    List<Young> young = new ArrayList<>();
    while (!next.isEmpty()
        && !limit.isReached(young)
        && next.peek().nextRun().startTime().isBefore(limit.before())) {
      OpenShard shard = next.remove();
      young.add(shard.next());
      if (shard.hasNext()) {
        next.add(shard);
      }
    }
    return young;
  }

  Optional<Note> note(RunId run) {
    return Optional.ofNullable(noted.get(run));
  }

  /** Notes of older runs that were made before a time. */
  List<Note> old(RunId firstYoung, Instant before) {
    return noted.values().stream()
        .filter(note -> note.run().compareTo(firstYoung) < 0 && note.time().isBefore(before))
        .toList();
  }
}

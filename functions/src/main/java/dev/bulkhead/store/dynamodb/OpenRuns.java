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

/**
 * The runs of an experiment that are open: by their time, or by a note.
 *
 * @param young those that began after what is sealed, oldest first
 * @param noted the notes, of older ones too
 */
record OpenRuns(List<Young> young, Map<RunId, Note> noted) {

  /** A run that began after what is sealed. */
  record Young(RunId id, boolean ended) {
    boolean isBefore(Instant time) {
      return id.startTime().isBefore(time);
    }
  }

  static OpenRuns read(Table table, Keys keys, ExperimentId experiment, Manifest manifest) {
    List<Young> young = new ArrayList<>();
    Map<RunId, Note> noted = new HashMap<>();
    for (String shard : keys.shards(experiment)) {
      Range open = Keys.open(shard, manifest.firstOpen(experiment));
      var cursor = new ShardCursor(table, open, ShardCursor.UNLIMITED);
      cursor.forEachRemaining(run -> young.add(new Young(run.id(), RunItem.hasEnded(run.core()))));
      cursor.notes().forEach(note -> noted.put(note.run(), note));
    }
    young.sort(Comparator.comparing(Young::id));
    return new OpenRuns(young, noted);
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

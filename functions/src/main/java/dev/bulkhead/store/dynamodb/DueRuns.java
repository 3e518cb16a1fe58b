package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.dynamodb.OpenNotes.Note;
import dev.bulkhead.store.dynamodb.OpenRuns.Young;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of an experiment's open runs is to be sealed now: nobody has written to it for a while. */
final class DueRuns {
  /** So many at once, and those that began in the same millisecond as the last. */
  static final int LIMIT = 4096;

  private final Map<RunId, Optional<Note>> seal = new LinkedHashMap<>();
  private final List<RunId> keep = new ArrayList<>();
  private final List<Note> lost = new ArrayList<>();
  private final Instant sealedBefore;
  private final boolean more;

  DueRuns(Table table, Keys keys, ExperimentId experiment, Manifest manifest, Instant now) {
    Instant latest = now.minus(SealTimes.YOUNG);
    var limit = new OpenRuns.Limit(latest, LIMIT);
    OpenRuns open = OpenRuns.read(table, keys, experiment, manifest, limit);
    Instant end = limit.isReached(open.young()) ? endOf(open.young()) : latest;
    List<Young> due = open.young().stream().filter(run -> run.isBefore(end)).toList();
    for (Young run : due) {
      if (run.ended()) {
        seal.put(run.id(), open.note(run.id()));
      } else {
        keep.add(run.id());
      }
    }
    List<Note> old = open.old(manifest.firstOpen(experiment), now.minus(SealTimes.ENDED));
    List<Note> first = old.subList(0, Math.min(old.size(), LIMIT));
    Map<Key, Item> cores =
        table.getAll(first.stream().map(note -> keys.run(note.run()).core()).toList());
    first.forEach(
        note -> add(note, Optional.ofNullable(cores.get(keys.run(note.run()).core())), now));
    this.sealedBefore =
        due.isEmpty() || end.isBefore(manifest.sealedBefore()) ? manifest.sealedBefore() : end;
    this.more = first.size() < old.size() || due.size() < open.young().size();
  }

  /** Up to when the oldest began that are not too many. */
  private static Instant endOf(List<Young> young) {
    return young.get(LIMIT - 1).id().startTime().plusMillis(1);
  }

  private void add(Note note, Optional<Item> core, Instant now) {
    boolean ended = core.isPresent() && RunItem.hasEnded(core.get());
    if (ended || note.time().isBefore(now.minus(SealTimes.RUNNING))) {
      if (core.isPresent()) {
        seal.put(note.run(), Optional.of(note));
      } else {
        lost.add(note);
      }
    }
  }

  boolean isEmpty() {
    return seal.isEmpty() && keep.isEmpty() && lost.isEmpty();
  }

  /** The runs to be sealed, and the notes that these are open. */
  Map<RunId, Optional<Note>> seal() {
    return seal;
  }

  /** Runs that go on, and are to be noted as open before their time is sealed. */
  List<RunId> keep() {
    return keep;
  }

  /** Notes of runs that were never there. */
  List<Note> lost() {
    return lost;
  }

  /** What began before is then sealed or noted. */
  Instant sealedBefore() {
    return sealedBefore;
  }

  /** Whether others are due. */
  boolean more() {
    return more;
  }
}

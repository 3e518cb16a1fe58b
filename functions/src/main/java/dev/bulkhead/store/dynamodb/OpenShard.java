package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.dynamodb.OpenNotes.Note;
import dev.bulkhead.store.dynamodb.OpenRuns.Young;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What is open in one shard: the notes, and the runs that began after what is sealed, oldest first.
 * One short read tells all of an experiment that few log to. Where it does not, the runs are read
 * from their other end, only as far as they are asked for: of a hundred thousand, some thousands
 * are sealed at once.
 */
final class OpenShard implements Iterator<Young> {
  /** Some fifty runs. */
  private static final int FIRST_ITEMS = 100;

  /** More than a shard's part of what is sealed at once. */
  private static final int MORE_ITEMS = 1_200;

  private final Table table;
  private final String shard;
  private final RunId first;
  private final List<Note> notes = new ArrayList<>();
  private final Deque<Young> oldestFirst = new ArrayDeque<>();
  private Optional<Range> rest = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param first the least id that a run of those can have that are not sealed
   */
  OpenShard(Table table, String shard, RunId first) {
    this.table = table;
    this.shard = shard;
    this.first = first;
  }

  /** Reads all notes, and the oldest runs. */
  void load() {
    Optional<Range> forward = Optional.of(Keys.open(shard, first));
    boolean onlyNotes = true;
    while (forward.isPresent() && onlyNotes) {
      QueryPage page = table.query(forward.get(), FIRST_ITEMS);
      for (Item item : page.items()) {
        Key key = Key.of(item);
        if (Keys.isOpenNote(key)) {
          notes.add(Note.of(item));
        } else {
          onlyNotes = false;
          young(key, item).ifPresent(oldestFirst::addFirst);
        }
      }
      forward = page.rest();
    }
    if (forward.isPresent()) {
      oldestFirst.clear();
      rest = Optional.of(Keys.young(shard, first));
      readOn();
    }
  }

  private void readOn() {
    while (oldestFirst.isEmpty() && rest.isPresent()) {
      QueryPage page = table.queryBackwards(rest.get(), MORE_ITEMS);
      page.items().forEach(item -> young(Key.of(item), item).ifPresent(oldestFirst::addLast));
      rest = page.rest();
    }
  }

  private static Optional<Young> young(Key key, Item item) {
    return Keys.isMetrics(key)
        ? Optional.empty()
        : Optional.of(new Young(Keys.run(key), RunItem.hasEnded(item)));
  }

  /** Of runs that are sealed, too. */
  List<Note> notes() {
    return notes;
  }

  @Override
  public boolean hasNext() {
    readOn();
    return !oldestFirst.isEmpty();
  }

  /** The run that comes next. */
  RunId nextRun() {
    return oldestFirst.getFirst().id();
  }

  @Override
  public Young next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return oldestFirst.removeFirst();
  }
}

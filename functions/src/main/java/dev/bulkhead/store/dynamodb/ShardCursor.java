package dev.bulkhead.store.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The runs of one shard in the order of their keys, read page by page as they are asked for. */
final class ShardCursor implements Iterator<RunParts> {
  /** As many items at the most, while nothing says how many will be asked for. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int MORE_ITEMS = 8;
  private static final int MAX_ITEMS = 10_000;

  private final Table table;
  private final Deque<Item> items = new ArrayDeque<>();
  private final List<OpenNotes.Note> notes = new ArrayList<>();
  private Optional<Range> rest;
  private int limit;
  private int more = MORE_ITEMS;

  /**
   * Reads nothing yet.
   *
   * @param limit how many items to read at first
   */
  ShardCursor(Table table, Range range, int limit) {
    this.table = table;
    this.rest = Optional.of(range);
    this.limit = limit;
  }

  /** Reads on until a whole run is there, or all have been read. */
  void load() {
    while (rest.isPresent() && !hasWholeRun()) {
      QueryPage page = table.query(rest.get(), limit);
      page.items().forEach(this::add);
      rest = page.rest();
      // First only a little more than was read ahead, then faster and faster: a filter may be why.
      limit = limit == UNLIMITED ? limit : more;
      more = Math.min(2 * more, MAX_ITEMS);
    }
  }

  private void add(Item item) {
    if (Keys.isOpenNote(Key.of(item))) {
      notes.add(OpenNotes.Note.of(item));
    } else {
      items.add(item);
    }
  }

  /** In a range that begins with the notes of open runs, these; all of them once loaded. */
  List<OpenNotes.Note> notes() {
    return notes;
  }

  /** A run's metrics follow its core: that one is the last that was read says nothing yet. */
  private boolean hasWholeRun() {
    return items.size() > 1;
  }

  @Override
  public boolean hasNext() {
    load();
    return !items.isEmpty();
  }

  /** The key that the next run is sorted by. */
  String nextSort() {
    return Key.of(items.getFirst()).sort();
  }

  @Override
  public RunParts next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Item core = items.removeFirst();
    boolean hasMetrics = !items.isEmpty() && Keys.isMetrics(Key.of(items.getFirst()));
    return new RunParts(
        core, hasMetrics ? Optional.of(MetricsItem.decode(items.removeFirst())) : Optional.empty());
  }
}

package dev.bulkhead.searches;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A metric's points behind a place, read some thousands at a time as they are asked for. */
final class HistoryPoints implements Iterator<Metric> {
  private static final int MAX_READ = 25_000;

  private final RunStore runs;
  private final RunId run;
  private final String key;
  private final int limit;
  private Iterator<Metric> read = List.<Metric>of().iterator();
  private Optional<Metric> last;
  private boolean isEnd;

  /**
   * Reads nothing yet.
   *
   * @param max as many will be asked for, and whether there is one more
   */
  HistoryPoints(RunStore runs, RunId run, String key, Optional<Metric> behind, int max) {
    this.runs = runs;
    this.run = run;
    this.key = key;
    this.last = behind;
    this.limit = Math.min(max, MAX_READ) + 1;
  }

  @Override
  public boolean hasNext() {
    if (!read.hasNext() && !isEnd) {
      List<Metric> more = runs.metricHistory(run, key, last, limit);
      isEnd = more.size() < limit;
      read = more.iterator();
    }
    return read.hasNext();
  }

  @Override
  public Metric next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Metric point = read.next();
    last = Optional.of(point);
    return point;
  }
}

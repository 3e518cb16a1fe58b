package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.ChoreRequests;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the runs that one search reads from items although they are old enough to be sealed, and
 * asks for that once they are many in an experiment.
 */
final class UnsealedTally {
  /** Some 175 read units a search; fewer are sealed when their hour comes. */
  static final int MANY = 500;

  private final ChoreRequests requests;
  private final Instant youngFrom;
  private final Map<ExperimentId, AtomicInteger> read = new ConcurrentHashMap<>();

  UnsealedTally(ChoreRequests requests, Instant now) {
    this.requests = requests;
    this.youngFrom = now.minus(SealTimes.YOUNG);
  }

  void read(RunId run) {
    if (run.startTime().isBefore(youngFrom)
        && read.computeIfAbsent(run.experiment(), _ -> new AtomicInteger()).incrementAndGet()
            == MANY) {
      requests.seal(run.experiment());
    }
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.ChoreRequests;
import java.time.Instant;

/**
 * Counts the chunks that are read for one metric of a run although they are old enough to be
 * folded, and asks for that once they are many.
 */
final class UnfoldedTally {
  /** Some 100 read units a chart; fewer are folded when their hour comes. */
  static final int MANY = 100;

  private final ChoreRequests requests;
  private final RunId run;
  private final Instant now;
  private int read;

  UnfoldedTally(ChoreRequests requests, RunId run, Instant now) {
    this.requests = requests;
    this.run = run;
    this.now = now;
  }

  void read(Item chunk) {
    if (MetricChunks.isSettled(chunk, now) && ++read == MANY) {
      requests.fold(run);
    }
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Which experiments of one tenant were active a moment ago, so that a logged metric need not ask.
 *
 * <p>For as long as {@link #WINDOW}, a write may still be taken for an experiment that another
 * execution environment has deleted: as if it had come before the deletion. Reads always ask, and
 * so does a write to an experiment that was not active. One of these must never serve two tenants.
 */
public final class ExperimentStages {
  /** How long an experiment is believed to be active. */
  public static final Duration WINDOW = Duration.ofSeconds(2);

  private static final int MAX_SIZE = 1_000;

  private final Clock clock;
  private final LinkedHashMap<ExperimentId, Instant> activeAt = new LinkedHashMap<>();

  /** Of a tenant of which nothing is known yet. */
  public ExperimentStages(Clock clock) {
    this.clock = clock;
  }

  /** To be taken before the table is asked. */
  Instant now() {
    return clock.instant();
  }

  synchronized boolean wasActive(ExperimentId id) {
    return Optional.ofNullable(activeAt.get(id))
        .filter(seen -> clock.instant().isBefore(seen.plus(WINDOW)))
        .isPresent();
  }

  synchronized void sawActive(ExperimentId id, Instant time) {
    activeAt.remove(id);
    if (activeAt.size() == MAX_SIZE) {
      activeAt.pollFirstEntry();
    }
    activeAt.put(id, time);
  }

  synchronized void forget(ExperimentId id) {
    activeAt.remove(id);
  }
}

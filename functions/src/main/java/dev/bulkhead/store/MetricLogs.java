package dev.bulkhead.store;

import dev.bulkhead.domain.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The upkeep of a tenant's metric logs, done when nobody waits: what was logged batch by batch is
 * folded into segments by key, so that one key's points are read alone and in order.
 */
public interface MetricLogs {

  /**
   * Runs of which so much was logged that folding may be worth it, or of which a fold left
   * something to clear away.
   *
   * @param behind the last of those that were told before
   */
  List<RunId> marked(Optional<RunId> behind, int limit);

  /**
   * Folds what a run logged before the last minutes, as much as takes a few seconds, and clears
   * away what earlier folds left. Readers see every point once, before, while and after. Safe to
   * repeat, to be killed at any point, and to be done twice at once.
   *
   * @return whether there is more to fold
   */
  boolean fold(RunId run, Instant now);
}

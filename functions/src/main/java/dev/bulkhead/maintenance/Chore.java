package dev.bulkhead.maintenance;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.TenantStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is done for each tenant when nobody waits. It is safe to repeat, to be killed at
 * any point, and to be done twice at once.
 */
public interface Chore {

  /** What operators and logs call it: verb and noun, such as {@code collect-garbage}. */
  String name();

  /** Whether it is done only if it is asked for by name: no schedule pays for it. */
  default boolean onlyWhenAsked() {
    return false;
  }

  /** Whether it is done only to a tenant that is suspended, but for a dry run. */
  default boolean onlyWhileSuspended() {
    return false;
  }

  /**
   * Does a part of the work that takes a few seconds at most, and says whether there is more.
   *
   * @throws RuntimeException for whatever stops it; the tenant's other chores, and other tenants,
   *     have their turn all the same, and this one again with the next round
   */
  Step step(Visit visit);

  /**
   * A turn with one tenant.
   *
   * @param stores the tenant's, in a session of that tenant's; one that cannot write on a dry run
   * @param quota how much the tenant may store; empty for as much as it likes
   * @param cursor where the step before ended, if this is not the first
   * @param dryRun that the step only finds what it would do
   * @param olderThan how old what a chore removes or replaces must be, if an operator says so
   * @param export which one is meant, if an operator says so
   * @param only the id of the one thing to be done, if a search asks for that: an experiment to be
   *     sealed, a run to be folded
   */
  record Visit(
      TenantStores stores,
      Optional<StorageQuota> quota,
      Optional<String> cursor,
      Instant now,
      boolean dryRun,
      Optional<Duration> olderThan,
      Optional<String> export,
      Optional<String> only) {

    /** A turn that names no export and nothing else. */
    public Visit(
        TenantStores stores,
        Optional<StorageQuota> quota,
        Optional<String> cursor,
        Instant now,
        boolean dryRun,
        Optional<Duration> olderThan) {
      this(stores, quota, cursor, now, dryRun, olderThan, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What a step did.
   *
   * @param count how many things it did something to, or would have
   * @param found names of these, for people; on a dry run alone need there be any
   * @param next where the next step begins, if there is more to do
   */
  record Step(long count, List<String> found, Optional<String> next) {
    /** Copies the names. */
    public Step {
      found = List.copyOf(found);
    }

    /** The last step, for now. */
    public static Step last(long count, List<String> found) {
      return new Step(count, found, Optional.empty());
    }
  }
}

package dev.bulkhead.maintenance;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * What the function is invoked for.
 *
 * @param tenant one alone, a suspended one too; else all that are active
 * @param chore one alone; else all
 * @param dryRun that nothing is to be changed
 * @param olderThan how old what a chore removes or replaces must be, instead of what the template
 *     says
 * @param export which export is meant, instead of the latest
 * @param only the id of the experiment or run that a search asks for, and of nothing else
 * @param principal who has it done
 */
record Order(
    Optional<String> tenant,
    Optional<String> chore,
    boolean dryRun,
    Optional<Duration> olderThan,
    Optional<String> export,
    Optional<String> only,
    String principal) {
  private static final long MOST_DAYS = 36_500;
  private static final String SEARCH = "search";

  /** Reads an operator's order, or the schedule's event, which orders everything. */
  static Order of(Fields event) {
    return new Order(
        event.string("tenant"),
        event.string("chore"),
        event.bool("dry_run").orElse(false),
        event.int64("older_than_days").map(days -> days(event, days)),
        event.string("export"),
        Optional.empty(),
        event.has("detail-type") ? "schedule" : "operator");
  }

  /**
   * Reads what a search sent to the queue: a tenant, and an experiment of it that is to be sealed
   * or a run whose metrics are to be folded, whatever else it says.
   *
   * @throws InvalidParameter if it does not name both
   */
  static Order ofSearch(Fields message) {
    String tenant = message.requiredString("tenant");
    return message.has("run")
        ? ofSearch(tenant, FoldMetrics.NAME, run(message.requiredString("run")))
        : ofSearch(tenant, SealRuns.NAME, experiment(message.requiredString("experiment")));
  }

  private static Order ofSearch(String tenant, String chore, String only) {
    return new Order(
        Optional.of(tenant),
        Optional.of(chore),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(only),
        SEARCH);
  }

  /** Whether a search had it sent: a message, which nobody reads the answer to. */
  boolean isOfSearch() {
    return principal.equals(SEARCH);
  }

  private static String experiment(String id) {
    if (!ExperimentId.isWellFormed(id)) {
      throw new InvalidParameter("'experiment' must be the id of an experiment.");
    }
    return id;
  }

  private static String run(String id) {
    if (!RunId.isWellFormed(id)) {
      throw new InvalidParameter("'run' must be the id of a run.");
    }
    return id;
  }

  private static Duration days(Fields event, long days) {
    if (days < 0 || days > MOST_DAYS) {
      throw event.invalid("older_than_days");
    }
    return Duration.ofDays(days);
  }
}

package dev.bulkhead.maintenance;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
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
 * @param experiment one alone, which a search asks for
 * @param principal who has it done
 */
record Order(
    Optional<String> tenant,
    Optional<String> chore,
    boolean dryRun,
    Optional<Duration> olderThan,
    Optional<String> export,
    Optional<ExperimentId> experiment,
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
   * Reads what a search sent to the queue: a tenant and an experiment of it that is to be sealed,
   * whatever else it says.
   *
   * @throws InvalidParameter if it does not name both
   */
  static Order ofSearch(Fields message) {
    return new Order(
        Optional.of(message.requiredString("tenant")),
        Optional.of(SealRuns.NAME),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(experiment(message.requiredString("experiment"))),
        SEARCH);
  }

  /** Whether a search had it sent: a message, which nobody reads the answer to. */
  boolean isOfSearch() {
    return principal.equals(SEARCH);
  }

  private static ExperimentId experiment(String id) {
    if (!ExperimentId.isWellFormed(id)) {
      throw new InvalidParameter("'experiment' must be the id of an experiment.");
    }
    return new ExperimentId(id);
  }

  private static Duration days(Fields event, long days) {
    if (days < 0 || days > MOST_DAYS) {
      throw event.invalid("older_than_days");
    }
    return Duration.ofDays(days);
  }
}

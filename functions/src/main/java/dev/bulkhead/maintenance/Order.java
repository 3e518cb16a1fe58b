package dev.bulkhead.maintenance;

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
 * @param principal who has it done
 */
record Order(
    Optional<String> tenant,
    Optional<String> chore,
    boolean dryRun,
    Optional<Duration> olderThan,
    Optional<String> export,
    String principal) {
  private static final long MOST_DAYS = 36_500;

  /** Reads an operator's order, or the schedule's event, which orders everything. */
  static Order of(Fields event) {
    return new Order(
        event.string("tenant"),
        event.string("chore"),
        event.bool("dry_run").orElse(false),
        event.int64("older_than_days").map(days -> days(event, days)),
        event.string("export"),
        event.has("detail-type") ? "schedule" : "operator");
  }

  private static Duration days(Fields event, long days) {
    if (days < 0 || days > MOST_DAYS) {
      throw event.invalid("older_than_days");
    }
    return Duration.ofDays(days);
  }
}

package dev.bulkhead.maintenance;

import dev.bulkhead.http.Fields;
import java.util.Optional;

/**
 * What the function is invoked for.
 *
 * @param tenant one alone, a suspended one too; else all that are active
 * @param chore one alone; else all
 * @param dryRun that nothing is to be changed
 * @param principal who has it done
 */
record Order(Optional<String> tenant, Optional<String> chore, boolean dryRun, String principal) {

  /** Reads an operator's order, or the schedule's event, which orders everything. */
  static Order of(Fields event) {
    return new Order(
        event.string("tenant"),
        event.string("chore"),
        event.bool("dry_run").orElse(false),
        event.has("detail-type") ? "schedule" : "operator");
  }
}

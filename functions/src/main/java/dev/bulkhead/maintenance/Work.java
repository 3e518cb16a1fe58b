package dev.bulkhead.maintenance;

import dev.bulkhead.control.Tenant;
import dev.bulkhead.domain.Consumption;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.maintenance.Chore.Step;
import dev.bulkhead.maintenance.Chore.Visit;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One chore of one tenant, and how far this invocation has come with it. */
final class Work {
  private static final int MOST_NAMES = 1000;

  private final Tenant tenant;
  private final Chore chore;
  private final Consumption consumption = new Consumption();
  private final List<String> found = new ArrayList<>();
  private Optional<String> cursor = Optional.empty();
  private Outcome outcome = Outcome.answered(200);
  private Duration took = Duration.ZERO;
  private boolean ended;
  private long steps;
  private long count;

  Work(Tenant tenant, Chore chore) {
    this.tenant = tenant;
    this.chore = chore;
  }

  /** Takes a step; a failure ends the work, and nobody else's. */
  @SuppressWarnings("IllegalCatch") // whatever it is, it is this tenant's and this chore's alone
  void step(Stores stores, Instant now, Order order) {
    long start = System.nanoTime();
    try {
      Step step = consumption.of(() -> taken(stores, now, order));
      count += step.count();
      found.addAll(step.found().stream().limit(MOST_NAMES - found.size()).toList());
      cursor = step.next();
      ended = cursor.isEmpty();
    } catch (RuntimeException failure) {
      outcome = Outcome.of(failure);
      ended = true;
    }
    steps++;
    took = took.plusNanos(System.nanoTime() - start);
  }

  private Step taken(Stores stores, Instant now, Order order) {
    TenantStores own = stores.open(tenant.id(), order.dryRun() ? Access.READ : Access.WRITE);
    return chore.step(
        new Visit(
            own,
            tenant.quota(),
            cursor,
            now,
            order.dryRun(),
            order.olderThan(),
            order.export(),
            order.only()));
  }

  /** Whether there is nothing left to do for now. */
  boolean hasEnded() {
    return ended;
  }

  Result result() {
    return new Result(
        tenant.id(), chore.name(), ended, count, found, outcome.code(), outcome.refusal());
  }

  AuditRecord entry(String requestId, Order order) {
    Map<String, String> what = new HashMap<>();
    what.put("chore", chore.name());
    what.put("dry_run", "" + order.dryRun());
    what.put("ended", "" + ended);
    what.put("steps", "" + steps);
    what.put("count", "" + count);
    order.only().ifPresent(id -> what.put("only", id));
    return new AuditRecord(
        requestId,
        Map.of("tenant", tenant.id().value(), "principal", order.principal()),
        "Maintain",
        what,
        outcome,
        new Effort(took, consumption.units()));
  }

  /** What the invoker is told of it. */
  record Result(
      TenantId tenant,
      String chore,
      boolean ended,
      long count,
      List<String> found,
      Optional<String> failure,
      Optional<String> refusal) {}
}

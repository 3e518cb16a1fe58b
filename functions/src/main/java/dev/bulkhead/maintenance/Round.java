package dev.bulkhead.maintenance;

import com.amazonaws.services.lambda.runtime.Context;
import dev.bulkhead.control.Standing;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantDirectory;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.store.Stores;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The chores of all tenants, done in turn. Everybody has one step before anybody has a second, in
 * an order that is another each time: a tenant with much to do keeps nobody waiting, and what is
 * left when the time is up is not the same tenants' again and again.
 */
final class Round {
  /** Longer than any step takes. */
  private static final int RESERVE_MILLIS = 30_000;

  private final TenantDirectory tenants;
  private final Stores stores;
  private final List<Chore> chores;
  private final Clock clock;

  Round(TenantDirectory tenants, Stores stores, List<Chore> chores, Clock clock) {
    this.tenants = tenants;
    this.stores = stores;
    this.chores = List.copyOf(chores);
    this.clock = clock;
  }

  /**
   * Does what is ordered, as far as there is time, and leaves a record of it.
   *
   * @throws dev.bulkhead.domain.TrackingException if the order makes no sense
   */
  List<Work> done(Order order, Context context) {
    List<Work> works = works(order);
    doWhileThereIsTime(works, order, context);
    works.forEach(work -> AuditLog.write(context, work.entry(context.getAwsRequestId(), order)));
    return works;
  }

  private List<Work> works(Order order) {
    List<Chore> wanted = chores(order.chore());
    var works = new ArrayList<Work>();
    for (Tenant tenant : tenants(order)) {
      for (Chore chore : wanted) {
        if (chore.onlyWhileSuspended() && !order.dryRun() && tenant.standing() == Standing.ACTIVE) {
          throw new InvalidParameter(
              "'%s' needs tenant '%s' to be suspended, so that nobody writes meanwhile."
                  .formatted(chore.name(), tenant.id()));
        }
        works.add(new Work(tenant, chore));
      }
    }
    Collections.shuffle(works);
    return works;
  }

  private List<Chore> chores(Optional<String> name) {
    List<Chore> wanted =
        chores.stream()
            .filter(chore -> name.map(chore.name()::equals).orElse(!chore.onlyWhenAsked()))
            .toList();
    if (name.isPresent() && wanted.isEmpty()) {
      throw new InvalidParameter(
          "'chore' must be one of %s, but was '%s'."
              .formatted(chores.stream().map(Chore::name).toList(), name.get()));
    }
    return wanted;
  }

  /**
   * What is suspended is left as it is, unless an operator asks for it by name; so is, of a
   * search's making, what is not there any more.
   */
  private List<Tenant> tenants(Order order) {
    Optional<String> name = order.tenant();
    boolean suspendedToo = name.isPresent() && !order.isOfSearch();
    List<Tenant> wanted =
        tenants.list().stream()
            .filter(tenant -> name.map(tenant.id().value()::equals).orElse(true))
            .filter(tenant -> suspendedToo || tenant.standing() == Standing.ACTIVE)
            .toList();
    if (suspendedToo && wanted.isEmpty()) {
      throw new NotFound("No tenant '" + name.get() + "' exists");
    }
    return wanted;
  }

  private void doWhileThereIsTime(List<Work> works, Order order, Context context) {
    var waiting = new ArrayDeque<Work>(works);
    while (!waiting.isEmpty() && context.getRemainingTimeInMillis() > RESERVE_MILLIS) {
      Work work = waiting.poll();
      work.step(stores, clock.instant(), order);
      if (!work.hasEnded()) {
        waiting.add(work);
      }
    }
  }
}

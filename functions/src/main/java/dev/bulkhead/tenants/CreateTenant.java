package dev.bulkhead.tenants;

import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.AlreadyExists;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.store.ExperimentStore;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * {@code create-tenant}. The experiment Default comes first, so that there is no tenant without;
 * and it is made in a session of the tenant, as all its data is. Safe to repeat.
 */
final class CreateTenant implements Command {
  private final Stores stores;
  private final TenantRegistry tenants;
  private final Clock clock;

  CreateTenant(Stores stores, TenantRegistry tenants, Clock clock) {
    this.stores = stores;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public JsonBody run(Fields fields) {
    TenantId id = id(fields.requiredString("tenant"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);

    createDefaultExperiment(id, now);
    Tenant tenant = tenants.create(id, now);

    return out -> TenantJson.write(out, tenant);
  }

  private void createDefaultExperiment(TenantId tenant, Instant now) {
    try {
      stores.open(tenant, Access.WRITE).experiments().create(defaultExperiment(now));
    } catch (AlreadyExists | ExperimentStore.IdTaken _) {
      // It was made before, and may have been renamed or deleted since: it is the tenant's.
    }
  }

  private static Experiment defaultExperiment(Instant now) {
    return new Experiment(
        ExperimentId.DEFAULT,
        "Default",
        "mlflow-artifacts:/" + ExperimentId.DEFAULT,
        LifecycleStage.ACTIVE,
        now,
        now,
        Map.of());
  }

  private static TenantId id(String name) {
    TenantId.objection(name)
        .ifPresent(
            reason -> {
              throw new InvalidParameter("'" + name + "' cannot name a tenant: " + reason + ".");
            });
    return new TenantId(name);
  }
}

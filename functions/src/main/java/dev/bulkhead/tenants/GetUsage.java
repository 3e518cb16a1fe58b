package dev.bulkhead.tenants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code get-usage}: what the tenant stores, in all and by experiment, and its quota. */
final class GetUsage implements TenantCommand {
  private final Stores stores;
  private final TenantRegistry tenants;

  /** On stores that reach what is counted. */
  GetUsage(Stores stores, TenantRegistry tenants) {
    this.stores = stores;
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    UsageStore usage = stores.open(tenant, Access.READ).usage();
    Usage all = usage.of(Counter.TENANT);
    Map<ExperimentId, Usage> experiments = new TreeMap<>(usage.ofExperiments());
    Optional<StorageQuota> quota = tenants.find(tenant).flatMap(Tenant::quota);

    return out -> {
      out.writeStringField("tenant", tenant.value());
      if (quota.isPresent()) {
        out.writeNumberField("storage_bytes_quota", quota.get().bytes());
      }
      write(out, all);
      out.writeArrayFieldStart("experiments");
      for (var experiment : experiments.entrySet()) {
        out.writeStartObject();
        out.writeStringField("experiment_id", experiment.getKey().value());
        write(out, experiment.getValue());
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }

  private static void write(JsonGenerator out, Usage usage) throws IOException {
    out.writeNumberField("bytes", usage.bytes());
    out.writeNumberField("files", usage.files());
    out.writeNumberField("quarantined_bytes", usage.quarantinedBytes());
    out.writeNumberField("quarantined_files", usage.quarantinedFiles());
  }
}

package dev.bulkhead.tenants;

import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;

/**
 * {@code set-quota}: how many bytes the tenant may store, in {@code storage_bytes}; without it, as
 * much as it likes. Within a minute it holds everywhere. What is stored already is served on.
 */
final class SetQuota implements TenantCommand {
  private final TenantRegistry tenants;

  SetQuota(TenantRegistry tenants) {
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    Optional<Long> bytes = fields.int64("storage_bytes");
    if (bytes.isPresent() && bytes.get() < 0) {
      throw fields.invalid("storage_bytes");
    }

    tenants.setQuota(tenant, bytes.map(StorageQuota::new));

    return _ -> {};
  }
}

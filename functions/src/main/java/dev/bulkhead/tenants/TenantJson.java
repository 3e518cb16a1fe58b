package dev.bulkhead.tenants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.control.Tenant;
import java.io.IOException;

/** A tenant as operators see it in JSON. */
final class TenantJson {
  private TenantJson() {}

  static void write(JsonGenerator out, Tenant tenant) throws IOException {
    out.writeStringField("tenant", tenant.id().value());
    out.writeStringField("standing", tenant.standing().word());
    if (tenant.quota().isPresent()) {
      out.writeNumberField("storage_bytes", tenant.quota().get().bytes());
    }
    out.writeNumberField("created_at", tenant.created().toEpochMilli());
  }
}

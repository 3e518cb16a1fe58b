package dev.bulkhead.tenants;

import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import java.util.List;

/** {@code list-tenants}. */
final class ListTenants implements Command {
  private final TenantRegistry tenants;

  ListTenants(TenantRegistry tenants) {
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(Fields fields) {
    List<Tenant> all = tenants.list();

    return out -> {
      out.writeArrayFieldStart("tenants");
      for (Tenant tenant : all) {
        out.writeStartObject();
        TenantJson.write(out, tenant);
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }
}

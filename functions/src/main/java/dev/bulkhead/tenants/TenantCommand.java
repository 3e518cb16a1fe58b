package dev.bulkhead.tenants;

import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;

/** Something that can be done to a tenant that exists. */
@FunctionalInterface
interface TenantCommand {

  /**
   * Does it, or changes nothing.
   *
   * @throws dev.bulkhead.domain.TrackingException whatever the caller may be told
   */
  JsonBody run(TenantId tenant, Fields fields);
}

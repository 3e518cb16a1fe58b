package dev.bulkhead.local.prove;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;

/** What is to be proved, as its operator sees it. */
public interface Deployment {

  /** Creates a tenant. */
  void create(TenantId tenant) throws IOException;

  /** Suspends a tenant: there is no way to delete one. */
  void suspend(TenantId tenant) throws IOException;

  /** Credentials that a function would act with. */
  Session vend(TenantId tenant, Access access, Capability capability) throws IOException;
}

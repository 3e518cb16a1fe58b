package dev.bulkhead.control;

import java.util.List;

/** The list of tenants, for whoever may know of all and change none. */
@FunctionalInterface
public interface TenantDirectory {

  /** All tenants, by id. The list sees every write answered before it. */
  List<Tenant> list();
}

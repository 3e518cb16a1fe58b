package dev.bulkhead.tenancy;

import java.util.Locale;

/** What a principal may do inside its tenant. */
public enum Role {
  /** Reads everything of the tenant, changes nothing. */
  VIEWER(Access.READ),
  /** Reads and writes everything of the tenant. */
  EDITOR(Access.WRITE),
  /** An editor who may also issue and revoke this tenant's tokens. */
  ADMIN(Access.WRITE);

  private final Access access;

  Role(Access access) {
    this.access = access;
  }

  /** The most that a session of this role can do. */
  public Access access() {
    return access;
  }

  /** As commands and the authorizer's context write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

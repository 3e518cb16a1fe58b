package dev.bulkhead.tenancy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The role of that word. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** As commands and the authorizer's context write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

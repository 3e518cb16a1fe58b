package dev.bulkhead.app;

import dev.bulkhead.tenancy.TenantSession;

/** A session that leaves the functions, and what its holder needs to sign with it. */
public sealed interface HandedOut permits ClientCredentials.Handout, SessionVendor.Vended {

  /** The session. */
  TenantSession session();

  /** The session's key. */
  default String accessKeyId() {
    return session().credentials().accessKeyId();
  }

  /** What the session signs with. */
  default String secretAccessKey() {
    return session().credentials().secretAccessKey();
  }

  /** What must accompany every call of the session. */
  default String sessionToken() {
    return session().credentials().sessionToken();
  }
}

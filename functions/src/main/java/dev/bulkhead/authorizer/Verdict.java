package dev.bulkhead.authorizer;

import dev.bulkhead.tenancy.Membership;

/** What the authorizer makes of a credential. */
sealed interface Verdict {

  /** The credential is good, and this is whose it is and where. */
  record Allowed(Membership membership) implements Verdict {}

  /** It is not. The reason is for the log; the client is told none. */
  record Denied(Reason reason) implements Verdict {}

  /** Why a credential is not good. */
  enum Reason {
    MALFORMED,
    UNKNOWN,
    REVOKED,
    EXPIRED,
    SUSPENDED,
    /**
     * Of it, or of a tenant that it is good in, a newer release wrote what this one cannot read.
     */
    NEWER_FORMAT
  }
}

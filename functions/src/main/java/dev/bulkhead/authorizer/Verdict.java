package dev.bulkhead.authorizer;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.Caller;
import java.util.Optional;

/** What the authorizer makes of a credential. */
sealed interface Verdict {

  /** The credential is good, and this is whose it is, and how much the tenant may store. */
  record Allowed(Caller caller, Optional<StorageQuota> quota) implements Verdict {}

  /** It is not. The reason is for the log; the client is told none. */
  record Denied(Reason reason) implements Verdict {}

  /** Why a credential is not good. */
  enum Reason {
    MALFORMED,
    UNKNOWN,
    REVOKED,
    EXPIRED,
    SUSPENDED
  }
}

package dev.bulkhead.app;

import dev.bulkhead.tenancy.TenantSession;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Makes a call once more, in a new session, where AWS says that the session it was made in has
 * ended: by AWS's clock it may have, though by ours it is young. What was refused so was not done.
 * The SDK's own retries would not do: they sign with the credentials that the call began with.
 */
record Renewal(SessionCredentials credentials) {
  /** DynamoDB's word and S3's. A session that is denied is not among them: that is final. */
  private static final Set<String> ENDED = Set.of("ExpiredTokenException", "ExpiredToken");

  <T> T made(Supplier<T> call) {
    TenantSession session = credentials.current();
    try {
      return call.get();
    } catch (AwsServiceException refused) {
      if (refused.awsErrorDetails() == null
          || !ENDED.contains(refused.awsErrorDetails().errorCode())) {
        throw refused;
      }
      credentials.forget(session);
      return call.get();
    }
  }
}

package dev.bulkhead.app;

import dev.bulkhead.tenancy.TenantSession;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
      if (!hasEnded(refused)) {
        throw refused;
      }
      credentials.forget(session);
      return call.get();
    }
  }

  /** What is in AWS's way, such as a load balancer, answers without a code. */
  private static boolean hasEnded(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(ENDED::contains)
        .isPresent();
  }
}

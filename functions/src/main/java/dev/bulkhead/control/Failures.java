package dev.bulkhead.control;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.domain.Unavailable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What DynamoDB's failures mean to a caller. AccessDenied means a bug of ours, and stays one. */
final class Failures {
  /** Reasons to cancel a transaction that do not last. */
  private static final Set<String> PASSING =
      Set.of("None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

  private Failures() {}

  /** The result, or the failure as the caller may be told it. */
  static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (DynamoDbException e) {
      if (e.isThrottlingException() || othersAreInTheWay(e)) {
        throw causedBy(e, new Throttled("Too many requests for now. Please try again."));
      }
      throw mayPass(e) ? unavailable(e) : e;
    } catch (SdkClientException e) {
      throw unavailable(e);
    }
  }

  /**
   * Whether it is nobody's mistake. Credentials of a function that have ended are replaced by the
   * next call; without a code, the answer broke off, or is that of something in DynamoDB's way.
   */
  private static boolean mayPass(DynamoDbException e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    return e.statusCode() >= 500
        || e.isClockSkewException()
        || code.equals("ExpiredTokenException")
        || (code.isEmpty() && e.getClass().equals(DynamoDbException.class));
  }

  /** Whether it is for the writes of others alone that nothing was written. */
  private static boolean othersAreInTheWay(DynamoDbException e) {
    return e instanceof TransactionConflictException
        || (e instanceof TransactionCanceledException cancelled
            && cancelled.hasCancellationReasons()
            && cancelled.cancellationReasons().stream()
                .allMatch(reason -> PASSING.contains(reason.code())));
  }

  private static TrackingException unavailable(SdkException cause) {
    return causedBy(
        cause, new Unavailable("The control table did not answer in time. It is safe to repeat."));
  }

  private static TrackingException causedBy(SdkException cause, TrackingException failure) {
    failure.initCause(cause);
    return failure;
  }
}

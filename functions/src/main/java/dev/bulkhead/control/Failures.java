package dev.bulkhead.control;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.domain.Unavailable;
import java.util.Set;
import java.util.function.Supplier;
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
      throw e.statusCode() >= 500 || e.isClockSkewException() ? unavailable(e) : e;
    } catch (SdkClientException e) {
      throw unavailable(e);
    }
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

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.Unavailable;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The one place where what the SDK throws becomes what a caller may be told. Whatever is not listed
 * is a bug, AccessDenied above all: it means that a key named another tenant.
 */
final class Failures {
  private static final Set<String> THROTTLING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "Throttling",
          // An earlier attempt of the same transaction is still at work.
          "TransactionInProgressException");

  /** By other words than the exceptions of the same meaning: reasons to cancel a transaction. */
  private static final Set<String> PASSING_REASONS =
      Set.of("None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

  private Failures() {}

  static <T> T mapped(Supplier<T> call) {
    try {
      return call.get();
    } catch (DynamoDbException e) {
      throw mapped(e);
    } catch (SdkClientException e) {
      throw mapped(e);
    }
  }

  /** Whether a transaction that was cancelled for this may do when tried again. */
  static boolean mayPass(String reason) {
    return PASSING_REASONS.contains(reason);
  }

  static Throttled throttled() {
    return new Throttled("Too many requests for now; please try again.");
  }

  static Unavailable unavailable() {
    return new Unavailable(
        "The store did not answer in time. The call may have taken effect; it is safe to repeat.");
  }

  private static RuntimeException mapped(DynamoDbException e) {
    if (code(e).filter(THROTTLING::contains).isPresent()) {
      return causedBy(e, throttled());
    }
    boolean mayPass = e.statusCode() >= 500 || isUnheard(e) || isOutOfTime(e);
    return mayPass ? causedBy(e, unavailable()) : e;
  }

  /**
   * Whether AWS's clock and ours disagree. The SDK learns AWS's time from a refused signature and
   * signs by it from then on; a session that has ended was replaced already, and so has the other.
   */
  private static boolean isOutOfTime(DynamoDbException e) {
    return e.isClockSkewException() || code(e).filter("ExpiredTokenException"::equals).isPresent();
  }

  /** Whether the answer broke off, or is that of something in DynamoDB's way. */
  private static boolean isUnheard(DynamoDbException e) {
    return code(e).isEmpty() && e.getClass().equals(DynamoDbException.class);
  }

  private static Optional<String> code(DynamoDbException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode);
  }

  private static RuntimeException mapped(SdkClientException e) {
    boolean unanswered =
        e instanceof ApiCallTimeoutException
            || e instanceof ApiCallAttemptTimeoutException
            || e instanceof Crc32MismatchException
            || isCutOff(e);
    return unanswered ? causedBy(e, unavailable()) : e;
  }

  /**
   * Whether the connection broke; amid an answer, that is a cause of what it could not be read by.
   */
  private static boolean isCutOff(SdkClientException e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .anyMatch(IOException.class::isInstance);
  }

  private static RuntimeException causedBy(SdkException cause, RuntimeException failure) {
    failure.initCause(cause);
    return failure;
  }
}

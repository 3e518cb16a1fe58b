package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.Unavailable;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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
          "ThrottlingError",
          "Throttling");

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

  static boolean isThrottling(String code) {
    return THROTTLING.contains(code);
  }

  static Throttled throttled() {
    return new Throttled("Too many requests for now; please try again.");
  }

  static Unavailable unavailable() {
    return new Unavailable(
        "The store did not answer in time. The call may have taken effect; it is safe to repeat.");
  }

  private static RuntimeException mapped(DynamoDbException e) {
    if (e.awsErrorDetails() != null && isThrottling(e.awsErrorDetails().errorCode())) {
      return causedBy(e, throttled());
    }
    return e.statusCode() >= 500 ? causedBy(e, unavailable()) : e;
  }

  private static RuntimeException mapped(SdkClientException e) {
    boolean inTime =
        !(e instanceof ApiCallTimeoutException)
            && !(e instanceof ApiCallAttemptTimeoutException)
            && !(e.getCause() instanceof IOException);
    return inTime ? e : causedBy(e, unavailable());
  }

  private static RuntimeException causedBy(SdkException cause, RuntimeException failure) {
    failure.initCause(cause);
    return failure;
  }
}

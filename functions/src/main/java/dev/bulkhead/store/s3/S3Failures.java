package dev.bulkhead.store.s3;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.Unavailable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's failures mean to a caller. AccessDenied means a bug of ours, and stays one. */
final class S3Failures {
  private static final Set<String> CALLERS_MISTAKE =
      Set.of("NoSuchUpload", "InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML");

  /** What S3 says with a 4xx, though nobody made a mistake, and takes when it is repeated. */
  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "OperationAborted", "ConditionalRequestConflict", "ExpiredToken");

  private S3Failures() {}

  /** The result, or the failure as the caller may be told it. */
  static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception failure) {
      throw translation(failure);
    } catch (SdkClientException failure) {
      throw causedBy(failure, new Unavailable("S3 did not answer in time."));
    }
  }

  private static RuntimeException translation(S3Exception failure) {
    // What is in S3's way answers without a code.
    String code =
        Optional.ofNullable(failure.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    if (failure.isThrottlingException() || code.equals("SlowDown")) {
      return causedBy(failure, new Throttled("S3 takes no more requests for now."));
    }
    if (failure.statusCode() >= 500 || failure.isClockSkewException() || PASSING.contains(code)) {
      return causedBy(failure, new Unavailable("S3 does not answer for now."));
    }
    return CALLERS_MISTAKE.contains(code)
        ? new InvalidParameter("The upload cannot be completed: " + code)
        : failure;
  }

  private static RuntimeException causedBy(SdkException cause, RuntimeException failure) {
    failure.initCause(cause);
    return failure;
  }
}

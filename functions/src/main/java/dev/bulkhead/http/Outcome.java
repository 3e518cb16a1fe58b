package dev.bulkhead.http;

import dev.bulkhead.domain.TrackingException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * How a call ended.
 *
 * @param code MLflow's error code, or a word of our own for what never reached MLflow's protocol
 * @param failure what was thrown
 */
public record Outcome(int status, Optional<String> code, Optional<RuntimeException> failure) {

  /** An answer that is no failure. */
  public static Outcome answered(int status) {
    return new Outcome(status, Optional.empty(), Optional.empty());
  }

  /** A refusal that nothing was thrown for. */
  public static Outcome denied(String code) {
    return new Outcome(403, Optional.of(code), Optional.empty());
  }

  /** A failure: what a caller may be told, or a bug. */
  public static Outcome of(RuntimeException failure) {
    ErrorCode code =
        failure instanceof TrackingException refused
            ? ErrorCode.of(refused)
            : ErrorCode.INTERNAL_ERROR;
    return new Outcome(code.status(), Optional.of(code.name()), Optional.of(failure));
  }

  String word() {
    if (status < 400) {
      return "ok";
    }
    return status < 500 ? "refused" : "failed";
  }

  /** What was thrown, in words, if a caller may be told. */
  public Optional<String> refusal() {
    return failure.filter(TrackingException.class::isInstance).map(Throwable::getMessage);
  }

  /** What was thrown and no caller may be told. */
  Optional<RuntimeException> bug() {
    return failure.filter(thrown -> !(thrown instanceof TrackingException));
  }

  /**
   * Whether AWS denied what our own code had let pass: a bug of ours, caught by a wall. A session
   * that is expired or badly signed is denied too, under other codes, and is no such thing.
   */
  boolean hitTheWall() {
    return causes().anyMatch(Outcome::isDenial);
  }

  /**
   * Which service of AWS had too much to do, by the SDK's name of it, such as {@code Sts}: its own
   * retries were in vain.
   */
  Optional<String> throttledBy() {
    return causes()
        .filter(Outcome::isThrottling)
        .findFirst()
        .map(AwsServiceException::awsErrorDetails)
        .map(AwsErrorDetails::serviceName);
  }

  private Stream<AwsServiceException> causes() {
    return Stream.<Throwable>iterate(
            failure.orElse(null), Objects::nonNull, thrown -> thrown.getCause())
        .limit(20)
        .filter(AwsServiceException.class::isInstance)
        .map(AwsServiceException.class::cast);
  }

  /** S3 asks to slow down by a status that the SDK does not count as throttling. */
  private static boolean isThrottling(AwsServiceException failure) {
    return failure.isThrottlingException()
        || (failure.awsErrorDetails() != null
            && "SlowDown".equals(failure.awsErrorDetails().errorCode()));
  }

  private static boolean isDenial(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
    if (code == null || code.isEmpty()) {
      // S3 answers a HEAD without a body, and so without a code.
      return failure.statusCode() == 403;
    }
    return code.equals("AccessDenied") || code.equals("AccessDeniedException");
  }
}

package dev.bulkhead.local.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's refusals, as S3Proxy carries them to the caller. */
final class Refusal {
  private Refusal() {}

  static S3Exception of(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }

  static S3Exception accessDenied(String message) {
    return of(403, "AccessDenied", message);
  }

  static S3Exception invalidUri() {
    return of(400, "InvalidURI", "Couldn't parse the specified URI.");
  }

  static S3Exception badDigest() {
    return of(400, "BadDigest", "The checksum you specified did not match what we received.");
  }

  static S3Exception noSuchKey() {
    return of(404, "NoSuchKey", "The specified key does not exist.");
  }

  static S3Exception noSuchBucket() {
    return of(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static S3Exception noSuchUpload() {
    return of(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  static S3Exception preconditionFailed() {
    return of(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }
}

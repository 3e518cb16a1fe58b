package dev.bulkhead.local.iam;

/** Why a signature is not accepted, in the error codes of each service. */
public enum Refusal {
  /** Nobody signed. */
  ANONYMOUS("MissingAuthenticationTokenException", "MissingAuthenticationToken", "AccessDenied"),
  /** A part of the signature is missing, malformed or given twice. */
  INCOMPLETE("IncompleteSignatureException", "IncompleteSignature", "AuthorizationHeaderMalformed"),
  /** A part of a presigned URL is missing, malformed or given twice. */
  INCOMPLETE_URL(
      "IncompleteSignatureException", "IncompleteSignature", "AuthorizationQueryParametersError"),
  /** Signed for another service, region or day. */
  WRONG_SCOPE("InvalidSignatureException", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed"),
  /** No such access key was ever issued. */
  UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId"),
  /** The session token is missing or is not this session's. */
  WRONG_TOKEN("UnrecognizedClientException", "InvalidClientTokenId", "InvalidToken"),
  /** The session has ended. */
  EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", "ExpiredToken"),
  /** Signed with another secret, or changed since. */
  MISMATCH("InvalidSignatureException", "SignatureDoesNotMatch", "SignatureDoesNotMatch"),
  /** A header that tells the service what to do was added after signing. */
  UNSIGNED_HEADER("InvalidSignatureException", "SignatureDoesNotMatch", "AccessDenied"),
  /** Signed too long ago, or in the future. */
  SKEWED("InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed"),
  /** The presigned URL has outlived its own time. */
  EXPIRED_URL("InvalidSignatureException", "SignatureDoesNotMatch", "AccessDenied");

  private final String dynamodb;
  private final String sts;
  private final String s3;

  Refusal(String dynamodb, String sts, String s3) {
    this.dynamodb = dynamodb;
    this.sts = sts;
    this.s3 = s3;
  }

  /** The error code in which a service tells its caller. */
  public String code(SigningService service) {
    return switch (service) {
      case DYNAMODB, SQS -> dynamodb;
      case STS, IAM -> sts;
      case S3 -> s3;
    };
  }
}

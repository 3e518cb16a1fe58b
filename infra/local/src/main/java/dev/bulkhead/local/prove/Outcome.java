package dev.bulkhead.local.prove;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What became of an attempt. */
sealed interface Outcome {
  /** The codes by which AWS says that a policy, or a signature, does not let the call through. */
  Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException", "SignatureDoesNotMatch");

  /** It was done. */
  record Allowed() implements Outcome {}

  /** AWS refused it, and for no other reason than that it is not allowed. */
  record Denied(String code) implements Outcome {}

  /** Neither: it failed in a way that says nothing about the walls. */
  record Unclear(String what) implements Outcome {}

  static Outcome of(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    // S3 answers a HEAD without a body, and so without a code.
    if (DENIALS.contains(code) || (e.statusCode() == 403 && !code.matches("[A-Z]\\w*"))) {
      return new Denied(code.isEmpty() ? "403" : code);
    }
    return new Unclear(e.statusCode() + " " + code);
  }

  /** The outcome of a part of a call that succeeded as a whole, or of a plain HTTP request. */
  static Outcome ofCode(String code) {
    return DENIALS.contains(code) ? new Denied(code) : new Unclear(code);
  }
}

package dev.bulkhead.local.s3;

import com.google.common.base.Throwables;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** S3Proxy: signatures, XML, headers. It serves each request from the store opened for that one. */
final class S3Protocol extends S3ProxyHandler {
  private static final long LARGEST_PUT = 5L << 30;
  private static final long LARGEST_SIGNED_BODY = 128 << 20;
  private static final int LARGEST_CHUNK = 16 << 20;
  private static final int SKEW_SECONDS = 15 * 60;

  /** What the thread that serves a request may use, and the key that must have signed it. */
  private record Opened(String accessKeyId, String secret, BlobStore store) {}

  private static final ScopedValue<Opened> OPENED = ScopedValue.newInstance();

  S3Protocol() {
    super(
        new RefusingStore(),
        AuthenticationType.AWS_V4,
        "",
        "",
        null,
        LARGEST_PUT,
        LARGEST_SIGNED_BODY,
        LARGEST_CHUNK,
        true,
        sharing(),
        null,
        SKEW_SECONDS);
    setBlobStoreLocator(
        (accessKeyId, _, _) -> {
          Opened opened = OPENED.get();
          return opened.accessKeyId().equals(accessKeyId)
              ? new AccessGrant(opened.secret(), opened.store())
              : null;
        });
  }

  void serve(Call call, BlobStore store, HttpServletResponse response) throws IOException {
    var opened = new Opened(call.caller().accessKeyId(), call.caller().secretAccessKey(), store);
    ScopedValue.where(OPENED, opened)
        .call(
            () -> {
              doHandle(
                  call.request(), new Unconditional(call.request()), response, call.wire(), null);
              return true;
            });
  }

  /** The refusal that a failure is, or was caused by; empty if it is our own fault. */
  static Optional<AwsServiceException> refusalIn(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .flatMap(
            cause ->
                switch (cause) {
                  case AwsServiceException refusal -> Stream.of(refusal);
                  // S3Proxy's word for a request that it cannot make sense of.
                  case IllegalArgumentException _ ->
                      Stream.of(Refusal.of(400, "InvalidArgument", "Invalid Argument"));
                  default -> Stream.empty();
                })
        .findFirst();
  }

  void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException refusal)
      throws IOException {
    var details = refusal.awsErrorDetails();
    if (refusal.statusCode() == HttpServletResponse.SC_NOT_MODIFIED) {
      details
          .sdkHttpResponse()
          .firstMatchingHeader("ETag")
          .ifPresent(eTag -> response.setHeader("ETag", eTag));
      response.setStatus(refusal.statusCode());
      return;
    }
    // S3Proxy's own message tells, for a bad signature, what was signed here: a caller who is
    // wrong can compare. It is the caller's own request and no secret.
    String message =
        Optional.ofNullable(
                refusal instanceof S3ProxyException ? refusal.getMessage() : details.errorMessage())
            .orElse(details.errorCode());
    sendSimpleErrorResponse(
        request, response, details.errorCode(), refusal.statusCode(), printable(message), Map.of());
  }

  /** XML has no way to write control characters, and keys may have them. */
  private static String printable(String message) {
    return message.replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\\uFFFE\\uFFFF]", "?");
  }

  /** As the template's bucket has it: any origin may read and write what it has a URL for. */
  private static CrossOriginResourceSharing sharing() {
    return new CrossOriginResourceSharing(
        List.of("*"), Cors.METHODS, List.of("*"), List.of("ETag"), "");
  }
}

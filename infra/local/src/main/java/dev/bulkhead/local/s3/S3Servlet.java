package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.Identity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Takes a request through the door, and hands it to the protocol with a store of its own. */
final class S3Servlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Door door;
  private final transient Bucket bucket;
  private final transient Uploads uploads;
  private final transient Notices notices;
  private final transient S3Protocol protocol = new S3Protocol();

  S3Servlet(Door door, Bucket bucket, Uploads uploads, Notices notices) {
    this.door = door;
    this.bucket = bucket;
    this.uploads = uploads;
    this.notices = notices;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (Cors.isPreflight(request)) {
        Cors.answer(request, response);
      } else {
        answer(new S3Request(request), response);
      }
    } catch (IOException | RuntimeException e) {
      Optional<AwsServiceException> refusal = S3Protocol.refusalIn(e);
      if (refusal.isEmpty()) {
        throw e;
      }
      protocol.refuse(request, response, refusal.get());
    }
  }

  private void answer(S3Request request, HttpServletResponse response) throws IOException {
    Identity caller = door.admit(request);
    if (!request.bucket().isEmpty() && !request.bucket().equals(notices.bucket())) {
      throw Refusal.noSuchBucket();
    }
    Operation operation =
        Operation.of(request)
            .orElseThrow(() -> Refusal.accessDenied("This S3 does not know such a call"));
    demandLength(request);
    InputStream wire = new BufferedInputStream(request.getInputStream(), 1 << 16);
    var call = new Call(door.iam(), caller, operation, request, wire, this::tags);
    switch (operation) {
      // S3Proxy knows no tags.
      case PUT_TAGS, DELETE_TAGS -> new Tagging(door, bucket).serve(call, response);
      case GET_BUCKET_LOCATION -> {
        // S3Proxy answers this one without asking any store.
        call.demand(operation);
        serve(call, response);
      }
      // Every other, new ones too: the store asks.
      default -> serve(call, response);
    }
  }

  private void serve(Call call, HttpServletResponse response) throws IOException {
    protocol.serve(call, new GuardedStore(call, bucket, uploads, notices), response);
  }

  private Map<String, String> tags(String key) {
    return bucket.find(key).map(StoredObject::tags).orElse(Map.of());
  }

  /** S3 takes no body of unknown length, which is how some clients send an empty file. */
  private static void demandLength(S3Request request) {
    if (request.header("Transfer-Encoding").isPresent()) {
      throw Refusal.of(
          501,
          "NotImplemented",
          "A header you provided implies functionality that is not implemented: Transfer-Encoding");
    }
    if (request.getMethod().equals("PUT") && request.header("Content-Length").isEmpty()) {
      throw Refusal.of(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
  }
}

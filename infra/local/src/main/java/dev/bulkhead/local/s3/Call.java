package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.AccessRequest;
import dev.bulkhead.local.iam.Iam;
import dev.bulkhead.local.iam.Identity;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gaul.s3proxy.checksum.FlexChecksum;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One request of one caller: what it asks, and what IAM says to that.
 *
 * @param wire the body as it arrives, framing included
 * @param tags those of the object with a key
 */
record Call(
    Iam iam,
    Identity caller,
    Operation operation,
    S3Request request,
    InputStream wire,
    Function<String, Map<String, String>> tags) {

  private static final List<String> LISTING_CONTEXT = List.of("prefix", "delimiter", "max-keys");

  /** Goes on only if the request is one of these, and the caller may do what it says. */
  void demand(Operation... served) {
    if (!List.of(served).contains(operation)) {
      throw Refusal.accessDenied("A " + operation + " was about to be served as another call");
    }
    switch (operation) {
      case LIST_BUCKETS -> demand(operation.action(), "*", Map.of());
      case HEAD_BUCKET, GET_BUCKET_LOCATION, LIST_UPLOADS ->
          demand(operation.action(), bucketArn(), Map.of());
      case LIST_OBJECTS -> demand(operation.action(), bucketArn(), listingContext());
      // Each key is judged by itself: some may be refused and the others deleted.
      case DELETE_OBJECTS -> {}
      case GET_OBJECT, HEAD_OBJECT, PUT_TAGS, DELETE_TAGS ->
          demand(operation.action(), objectArn(request.key()), tagContext(request.key()));
      case PUT_OBJECT,
          COPY_OBJECT,
          DELETE_OBJECT,
          CREATE_UPLOAD,
          UPLOAD_PART,
          UPLOAD_PART_COPY,
          COMPLETE_UPLOAD,
          ABORT_UPLOAD,
          LIST_PARTS ->
          demand(operation.action(), objectArn(request.key()), Map.of());
    }
  }

  /** Goes on only if the caller may also read this object: the source of a copy. */
  void demandRead(String bucket, String key) {
    demand("s3:GetObject", "arn:aws:s3:::" + bucket + "/" + key, tagContext(key));
  }

  /** Goes on only if the caller may delete this object. */
  void demandDelete(String key) {
    demand("s3:DeleteObject", objectArn(key), Map.of());
  }

  /**
   * What to say of an object that is not there. S3 admits that only to who may list the bucket, and
   * asks for that without a prefix: who may list under a prefix only is told "denied".
   */
  S3Exception missing() {
    return allows("s3:ListBucket", bucketArn(), Map.of())
        ? Refusal.noSuchKey()
        : denied("s3:ListBucket", bucketArn());
  }

  Precondition precondition() {
    return new Precondition(request.header("If-Match"), request.header("If-None-Match"));
  }

  /** The body, with the checksum that is to follow it. */
  Body body(InputStream bytes, long length) {
    Optional<FlexChecksum> announced =
        request
            .header("x-amz-trailer")
            .flatMap(name -> Optional.ofNullable(FlexChecksum.fromHeaderName(name.strip())));
    return new Body(
        bytes,
        length,
        request.header("Content-MD5"),
        announced,
        announced.<Body.Trailer>map(sum -> new ChunkTrailer(wire, sum)).orElse(Body.Trailer.NONE));
  }

  private void demand(String action, String resource, Map<String, List<String>> context) {
    if (!allows(action, resource, context)) {
      throw denied(action, resource);
    }
  }

  private boolean allows(String action, String resource, Map<String, List<String>> context) {
    return iam.allows(caller, new AccessRequest(action, resource, context));
  }

  private S3Exception denied(String action, String resource) {
    return Refusal.accessDenied(
        "User: %s is not authorized to perform: %s on resource: \"%s\""
            .formatted(caller.principalArn(), action, resource));
  }

  /** A parameter that was not sent is absent from the context, which is not the same as empty. */
  private Map<String, List<String>> listingContext() {
    var context = new HashMap<String, List<String>>();
    for (String name : LISTING_CONTEXT) {
      request.parameter(name).ifPresent(value -> context.put("s3:" + name, List.of(value)));
    }
    return context;
  }

  private Map<String, List<String>> tagContext(String key) {
    return tags.apply(key).entrySet().stream()
        .collect(
            Collectors.toMap(
                tag -> "s3:ExistingObjectTag/" + tag.getKey(), tag -> List.of(tag.getValue())));
  }

  private String bucketArn() {
    return "arn:aws:s3:::" + request.bucket();
  }

  private String objectArn(String key) {
    return bucketArn() + "/" + key;
  }
}

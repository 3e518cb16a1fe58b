package dev.bulkhead.local.s3;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * What this S3 can be asked, and the IAM action that each asks for. A request with a parameter that
 * is not named here is none of these: it is refused, never taken for the nearest one.
 */
enum Operation {
  LIST_BUCKETS(
      "s3:ListAllMyBuckets", "max-buckets", "prefix", "continuation-token", "bucket-region"),

  HEAD_BUCKET("s3:ListBucket"),
  GET_BUCKET_LOCATION("s3:GetBucketLocation", "location"),
  LIST_OBJECTS(
      "s3:ListBucket",
      "list-type",
      "prefix",
      "delimiter",
      "max-keys",
      "marker",
      "continuation-token",
      "start-after",
      "encoding-type",
      "fetch-owner"),
  LIST_UPLOADS(
      "s3:ListBucketMultipartUploads",
      "uploads",
      "prefix",
      "delimiter",
      "max-uploads",
      "key-marker",
      "upload-id-marker",
      "encoding-type"),
  DELETE_OBJECTS("s3:DeleteObject", "delete"),

  GET_OBJECT(
      "s3:GetObject",
      "partNumber",
      "response-cache-control",
      "response-content-disposition",
      "response-content-encoding",
      "response-content-language",
      "response-content-type",
      "response-expires"),
  HEAD_OBJECT("s3:GetObject", "partNumber"),
  PUT_OBJECT("s3:PutObject"),
  COPY_OBJECT("s3:PutObject"),
  DELETE_OBJECT("s3:DeleteObject"),

  PUT_TAGS("s3:PutObjectTagging", "tagging"),
  DELETE_TAGS("s3:DeleteObjectTagging", "tagging"),

  CREATE_UPLOAD("s3:PutObject", "uploads"),
  UPLOAD_PART("s3:PutObject", "uploadId", "partNumber"),
  UPLOAD_PART_COPY("s3:PutObject", "uploadId", "partNumber"),
  COMPLETE_UPLOAD("s3:PutObject", "uploadId"),
  ABORT_UPLOAD("s3:AbortMultipartUpload", "uploadId"),
  LIST_PARTS(
      "s3:ListMultipartUploadParts",
      "uploadId",
      "max-parts",
      "part-number-marker",
      "encoding-type");

  private static final String SIGNATURE = "X-Amz-";
  private static final String SDK_HINT = "x-id";

  private final String action;
  private final ImmutableSet<String> parameters;

  Operation(String action, String... parameters) {
    this.action = action;
    this.parameters = ImmutableSet.copyOf(parameters);
  }

  String action() {
    return action;
  }

  /** Reads the request as S3Proxy will, or not at all. */
  static Optional<Operation> of(S3Request request) {
    Optional<Operation> named =
        request.bucket().isEmpty()
            ? Optional.of(LIST_BUCKETS).filter(_ -> request.getMethod().equals("GET"))
            : request.key().isEmpty() ? ofBucket(request) : ofObject(request);
    return named.filter(operation -> request.parameters().stream().allMatch(operation::takes));
  }

  private static Optional<Operation> ofBucket(S3Request request) {
    return switch (request.getMethod()) {
      case "HEAD" -> Optional.of(HEAD_BUCKET);
      case "GET" ->
          Optional.of(
              request.has("location")
                  ? GET_BUCKET_LOCATION
                  : request.has("uploads") ? LIST_UPLOADS : LIST_OBJECTS);
      case "POST" -> Optional.of(DELETE_OBJECTS).filter(_ -> request.has("delete"));
      default -> Optional.empty();
    };
  }

  private static Optional<Operation> ofObject(S3Request request) {
    boolean upload = request.has("uploadId");
    if (request.has("tagging")) {
      return switch (request.getMethod()) {
        case "PUT" -> Optional.of(PUT_TAGS);
        case "DELETE" -> Optional.of(DELETE_TAGS);
        default -> Optional.empty();
      };
    }
    boolean copy = request.header("x-amz-copy-source").isPresent();
    return switch (request.getMethod()) {
      case "HEAD" -> Optional.of(HEAD_OBJECT);
      case "GET" -> Optional.of(upload ? LIST_PARTS : GET_OBJECT);
      case "DELETE" -> Optional.of(upload ? ABORT_UPLOAD : DELETE_OBJECT);
      case "PUT" ->
          Optional.of(
              upload ? copy ? UPLOAD_PART_COPY : UPLOAD_PART : copy ? COPY_OBJECT : PUT_OBJECT);
      case "POST" ->
          upload
              ? Optional.of(COMPLETE_UPLOAD)
              : Optional.of(CREATE_UPLOAD).filter(_ -> request.has("uploads"));
      default -> Optional.empty();
    };
  }

  private boolean takes(String parameter) {
    return parameters.contains(parameter)
        || parameter.startsWith(SIGNATURE)
        || parameter.equals(SDK_HINT);
  }
}

package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.Operation.COPY_OBJECT;
import static dev.bulkhead.local.s3.Operation.DELETE_OBJECT;
import static dev.bulkhead.local.s3.Operation.DELETE_OBJECTS;
import static dev.bulkhead.local.s3.Operation.GET_OBJECT;
import static dev.bulkhead.local.s3.Operation.HEAD_BUCKET;
import static dev.bulkhead.local.s3.Operation.HEAD_OBJECT;
import static dev.bulkhead.local.s3.Operation.LIST_BUCKETS;
import static dev.bulkhead.local.s3.Operation.LIST_OBJECTS;
import static dev.bulkhead.local.s3.Operation.PUT_OBJECT;
import static dev.bulkhead.local.s3.Operation.UPLOAD_PART_COPY;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of the bucket as one caller may use them in one call. */
class GuardedObjects extends RefusingStore {
  final Call call;
  final Notices notices;
  private final Bucket bucket;

  GuardedObjects(Call call, Bucket bucket, Notices notices) {
    this.call = call;
    this.bucket = bucket;
    this.notices = notices;
  }

  @Override
  public ListBucketsResponse list() {
    call.demand(LIST_BUCKETS);
    return ListBucketsResponse.builder()
        .buckets(SdkResponses.bucket(notices.bucket(), Instant.EPOCH))
        .build();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    call.demand(HEAD_BUCKET);
    return HeadBucketResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    call.demand(LIST_OBJECTS);
    String after =
        Optional.ofNullable(request.continuationToken())
            .map(PageToken::decode)
            .or(() -> Optional.ofNullable(request.startAfter()))
            .orElse("");
    var listing =
        new Listing(
            Optional.ofNullable(request.prefix()).orElse(""),
            Optional.ofNullable(request.delimiter()).orElse(""),
            after,
            request.maxKeys());
    return Answers.page(bucket.list(listing));
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    call.demand(PUT_OBJECT);
    StoredObject object =
        notices.created(
            "Put",
            call,
            () ->
                bucket.put(
                    call.request().key(),
                    call.request().keptHeaders(),
                    call.body(payload, request.contentLength()),
                    call.precondition()));
    return SdkResponses.putResponse(object.eTag());
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    call.demand(COPY_OBJECT);
    StoredObject object =
        notices.created(
            "Copy",
            call,
            () -> {
              Bucket.Opened source = source(request.sourceBucket(), request.sourceKey());
              try (InputStream bytes = Channels.newInputStream(source.bytes().position(0))) {
                ReadCondition.of(request).demand(source.object());
                return copy(source.object(), bytes, request);
              }
            });
    return SdkResponses.copyResponse(object.eTag(), object.lastModified());
  }

  private StoredObject copy(StoredObject source, InputStream bytes, CopyObjectRequest request)
      throws IOException {
    Map<String, String> headers =
        request.metadataDirective() == MetadataDirective.REPLACE
            ? call.request().keptHeaders()
            : Checksum.without(source.headers());
    var body =
        Body.of(
            ByteStreams.limit(bytes, source.size()),
            source.size(),
            call.request()
                .header("x-amz-checksum-algorithm")
                .flatMap(Checksum::algorithm)
                .or(() -> Checksum.in(source.headers()).map(Checksum::algorithm)));
    return bucket.put(call.request().key(), headers, body, call.precondition());
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return Optional.ofNullable(blobMetadataIfPresent(request)).orElseThrow(call::missing);
  }

  @Override
  public @Nullable HeadObjectResponse blobMetadataIfPresent(HeadObjectRequest request) {
    call.demand(HEAD_OBJECT, GET_OBJECT, Operation.COMPLETE_UPLOAD);
    return bucket
        .find(call.request().key())
        .map(object -> SdkResponses.toHead(Answers.object(object).build()))
        .orElse(null);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    call.demand(GET_OBJECT, UPLOAD_PART_COPY);
    return Io.run(
        () -> {
          Bucket.Opened opened =
              call.operation() == GET_OBJECT
                  ? bucket.open(call.request().key()).orElseThrow(call::missing)
                  : source(request.bucket(), request.key());
          try {
            return Answers.bytes(request, opened);
          } catch (IOException | RuntimeException e) {
            opened.bytes().close();
            throw e;
          }
        });
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    call.demand(DELETE_OBJECT, DELETE_OBJECTS);
    call.demandDelete(request.key());
    notices.removed(call, request.key(), bucket);
    return DeleteObjectResponse.builder().build();
  }

  /**
   * Here, and not in S3Proxy's pool of threads: deletes cost microseconds, and keep their order.
   */
  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    var deleted = new ArrayList<DeletedObject>();
    var errors = new ArrayList<S3Error>();
    for (ObjectIdentifier object : request.delete().objects()) {
      try {
        removeBlob(DeleteObjectRequest.builder().key(object.key()).build());
        deleted.add(DeletedObject.builder().key(object.key()).build());
      } catch (S3Exception e) {
        errors.add(
            S3Error.builder()
                .key(object.key())
                .code(e.awsErrorDetails().errorCode())
                .message(e.awsErrorDetails().errorMessage())
                .build());
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  final void checkPrecondition() {
    call.precondition().check(bucket.find(call.request().key()));
  }

  /** The source of a copy: another object, whose reading is judged as such. */
  private Bucket.Opened source(String name, String key) throws IOException {
    call.demandRead(name, key);
    if (!name.equals(call.request().bucket())) {
      throw Refusal.noSuchBucket();
    }
    return bucket.open(key).orElseThrow(call::missing);
  }
}

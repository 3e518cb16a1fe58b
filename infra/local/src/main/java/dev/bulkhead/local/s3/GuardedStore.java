package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.Operation.ABORT_UPLOAD;
import static dev.bulkhead.local.s3.Operation.COMPLETE_UPLOAD;
import static dev.bulkhead.local.s3.Operation.CREATE_UPLOAD;
import static dev.bulkhead.local.s3.Operation.LIST_PARTS;
import static dev.bulkhead.local.s3.Operation.LIST_UPLOADS;
import static dev.bulkhead.local.s3.Operation.UPLOAD_PART;
import static dev.bulkhead.local.s3.Operation.UPLOAD_PART_COPY;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The bucket as one caller may use it in one call. S3Proxy reaches it only after the signature was
 * found good, and every way in asks IAM first.
 */
final class GuardedStore extends GuardedObjects {
  private final Uploads uploads;

  GuardedStore(Call call, Bucket bucket, Uploads uploads, Notices notices) {
    super(call, bucket, notices);
    this.uploads = uploads;
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    call.demand(CREATE_UPLOAD);
    String id = Io.run(() -> uploads.create(call.request().key(), call.request().keptHeaders()));
    return new MultipartUpload(id, request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream payload) {
    call.demand(UPLOAD_PART, UPLOAD_PART_COPY);
    StoredObject part =
        Io.run(
            () ->
                uploads.putPart(
                    upload.id(),
                    call.request().key(),
                    request.partNumber(),
                    call.body(payload, request.contentLength())));
    return SdkResponses.uploadedPart(part.eTag());
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    call.demand(LIST_PARTS, COMPLETE_UPLOAD);
    if (call.operation() == COMPLETE_UPLOAD) {
      // S3Proxy answers 200 before it completes: this is the last moment to say 412.
      checkPrecondition();
    }
    try {
      return Io.run(() -> uploads.parts(upload.id(), call.request().key())).stream()
          .map(
              part ->
                  SdkResponses.part(
                      part.number(),
                      part.object().size(),
                      part.object().eTag(),
                      part.object().lastModified()))
          .toList();
    } catch (S3Exception e) {
      // S3Proxy finds out from an empty list whether a completion is being repeated.
      if (call.operation() == COMPLETE_UPLOAD) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    call.demand(COMPLETE_UPLOAD);
    Set<Integer> numbers =
        request.multipartUpload().parts().stream()
            .map(CompletedPart::partNumber)
            .collect(Collectors.toSet());
    StoredObject object =
        notices.created(
            "CompleteMultipartUpload",
            call,
            () ->
                uploads.complete(upload.id(), call.request().key(), numbers, call.precondition()));
    return SdkResponses.completeResponse(object.eTag());
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    call.demand(ABORT_UPLOAD);
    Io.run(
        () -> {
          uploads.abort(upload.id(), call.request().key());
          return true;
        });
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String container) {
    call.demand(LIST_UPLOADS);
    return Io.run(uploads::list).stream()
        .map(
            upload ->
                SdkResponses.upload(
                    upload.creation().key(), upload.id(), upload.creation().lastModified()))
        .toList();
  }
}

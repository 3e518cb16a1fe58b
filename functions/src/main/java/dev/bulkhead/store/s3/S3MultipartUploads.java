package dev.bulkhead.store.s3;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Uploads in parts, whose bytes clients put to presigned URLs. */
final class S3MultipartUploads {
  private final S3Client s3;
  private final String bucket;

  S3MultipartUploads(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  String begin(String key) {
    return S3Failures.translated(
        () -> s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId());
  }

  void complete(String key, String uploadId, Map<Integer, String> parts) {
    List<CompletedPart> inOrder =
        new TreeMap<>(parts)
            .entrySet().stream()
                .map(
                    part ->
                        CompletedPart.builder()
                            .partNumber(part.getKey())
                            .eTag(part.getValue())
                            .build())
                .toList();
    S3Failures.translated(
        () -> {
          try {
            s3.completeMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(inOrder)));
          } catch (NoSuchUploadException gone) {
            requireCompleted(key, inOrder, gone);
          }
          return key;
        });
  }

  /**
   * A repeated call finds no upload any more, but the file that the first call made of these parts.
   */
  private void requireCompleted(String key, List<CompletedPart> parts, NoSuchUploadException gone) {
    String etag = MultipartEtag.of(parts);
    boolean completed =
        s3
            .listObjectsV2(request -> request.bucket(bucket).prefix(key).maxKeys(1))
            .contents()
            .stream()
            .anyMatch(
                object -> object.key().equals(key) && object.eTag().replace("\"", "").equals(etag));
    if (!completed) {
      throw gone;
    }
  }

  void abort(String key, String uploadId) {
    S3Failures.translated(
        () -> {
          try {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
          } catch (NoSuchUploadException _) {
            // It is forgotten already: a repeated call is answered as the first.
          }
          return uploadId;
        });
  }
}

package dev.bulkhead.store.s3;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that lend one object, or one part of an upload, for one method and a while. */
final class PresignedUrls {
  private final S3Presigner presigner;
  private final String bucket;

  PresignedUrls(S3Presigner presigner, String bucket) {
    this.presigner = presigner;
    this.bucket = bucket;
  }

  URI download(String key, String fileName, Duration lifetime) {
    return URI.create(
        presigner
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(lifetime)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(key)
                                    .responseCacheControl("no-store")
                                    .responseContentDisposition(attachment(fileName))))
            .url()
            .toString());
  }

  List<URI> parts(String key, String uploadId, int parts, Duration lifetime) {
    return IntStream.rangeClosed(1, parts)
        .mapToObj(number -> part(key, uploadId, number, lifetime))
        .toList();
  }

  private URI part(String key, String uploadId, int number, Duration lifetime) {
    return URI.create(
        presigner
            .presignUploadPart(
                presign ->
                    presign
                        .signatureDuration(lifetime)
                        .uploadPartRequest(
                            part ->
                                part.bucket(bucket).key(key).uploadId(uploadId).partNumber(number)))
            .url()
            .toString());
  }

  /** Saved, never shown: a file of one user must not run in the browser of another (RFC 6266). */
  private static String attachment(String fileName) {
    String encoded =
        URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename*=UTF-8''" + encoded;
  }
}

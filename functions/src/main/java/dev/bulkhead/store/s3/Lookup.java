package dev.bulkhead.store.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Looks for objects by listings. For a single one, too: S3 answers 403 for a missing key to who may
 * list under a prefix only, and what is in quarantine may be listed but not read.
 */
final class Lookup {
  private Lookup() {}

  /**
   * The next objects with keys that begin so, at most 1,000.
   *
   * @param after the key behind which it begins; empty for the first
   */
  static ListObjectsV2Response page(
      S3Client s3, String bucket, String prefix, Optional<String> after) {
    var request = ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
    after.ifPresent(request::startAfter);
    return S3Failures.translated(() -> s3.listObjectsV2(request.build()));
  }

  /** What S3 says of the object under a key, if there is one. */
  static Optional<S3Object> find(S3Client s3, String bucket, String key) {
    return S3Failures.translated(
        () ->
            s3
                .listObjectsV2(request -> request.bucket(bucket).prefix(key).maxKeys(1))
                .contents()
                .stream()
                .filter(object -> object.key().equals(key))
                .findFirst());
  }
}

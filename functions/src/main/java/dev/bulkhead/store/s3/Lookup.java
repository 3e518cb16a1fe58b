package dev.bulkhead.store.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Looks for an object by a listing: S3 answers 403 for a missing key to who may list under a prefix
 * only, and what is in quarantine may be listed but not read.
 */
final class Lookup {
  private Lookup() {}

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

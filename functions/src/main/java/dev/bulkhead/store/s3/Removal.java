package dev.bulkhead.store.s3;

import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Removes objects by what their keys begin with. */
final class Removal {
  /** As many S3 lists, and deletes, at once. */
  static final int MOST = 1000;

  private final S3Client s3;
  private final String bucket;

  Removal(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Removes so many of them at most; says how many it did. */
  int some(String prefix, int most) {
    return S3Failures.translated(
        () -> {
          List<ObjectIdentifier> found =
              s3
                  .listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(most))
                  .contents()
                  .stream()
                  .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                  .toList();
          if (!found.isEmpty()) {
            remove(found);
          }
          return found.size();
        });
  }

  private void remove(List<ObjectIdentifier> objects) {
    var answer =
        s3.deleteObjects(
            request -> request.bucket(bucket).delete(all -> all.objects(objects).quiet(true)));
    if (answer.hasErrors() && !answer.errors().isEmpty()) {
      throw new IllegalStateException("S3 did not delete: " + answer.errors().getFirst());
    }
  }
}

package dev.bulkhead.store.s3;

import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Removes objects by what their keys begin with. */
final class Removal {
  /** As many S3 lists, and deletes, at once. */
  private static final int MOST = 1000;

  private static final String DENIAL = "AccessDenied";

  private final S3Client s3;
  private final String bucket;

  Removal(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Removes all of them. */
  void all(String prefix) {
    while (some(prefix, MOST) == MOST) {}
  }

  /**
   * Removes so many of them at most; says how many it did. If it fails, it may have removed some.
   */
  int some(String prefix, int most) {
    return S3Failures.translated(
        () -> {
          List<String> found =
              s3
                  .listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(most))
                  .contents()
                  .stream()
                  .map(S3Object::key)
                  .toList();
          if (!found.isEmpty()) {
            remove(found);
          }
          return found.size();
        });
  }

  /** Removes the objects under these keys, at most {@link #MOST}. */
  void these(List<String> found) {
    S3Failures.translated(
        () -> {
          remove(found);
          return found;
        });
  }

  private void remove(List<String> found) {
    List<ObjectIdentifier> objects =
        found.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    var answer =
        s3.deleteObjects(
            request -> request.bucket(bucket).delete(all -> all.objects(objects).quiet(true)));
    answer.errors().stream()
        .max(Comparator.comparing(Removal::isDenial))
        .ifPresent(
            error -> {
              throw failure(error);
            });
  }

  private static boolean isDenial(S3Error error) {
    return DENIAL.equals(error.code());
  }

  /**
   * A key's error as S3 would have answered it alone: there are denials, and what S3 could not do
   * for now (Amazon S3 API Reference, "DeleteObjects").
   */
  private static AwsServiceException failure(S3Error error) {
    return S3Exception.builder()
        .message("S3 did not delete " + error.key())
        .statusCode(isDenial(error) ? 403 : 503)
        .awsErrorDetails(
            AwsErrorDetails.builder().serviceName("S3").errorCode(error.code()).build())
        .build();
  }
}

package dev.bulkhead.local.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** What a reader demands of the object: null where nothing is demanded. */
record ReadCondition(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  static ReadCondition of(GetObjectRequest request) {
    return new ReadCondition(
        request.ifMatch(),
        request.ifNoneMatch(),
        request.ifModifiedSince(),
        request.ifUnmodifiedSince());
  }

  static ReadCondition of(CopyObjectRequest request) {
    return new ReadCondition(
        request.copySourceIfMatch(),
        request.copySourceIfNoneMatch(),
        request.copySourceIfModifiedSince(),
        request.copySourceIfUnmodifiedSince());
  }

  /** For reading: what the caller has already is "not modified". */
  void check(StoredObject object) {
    checkMatch(object);
    if (isUnchanged(object)) {
      throw S3Exceptions.fromStatusCode(304, '"' + object.eTag() + '"', Map.of(), null);
    }
  }

  /** For copying: a condition that does not hold is a failure, whichever it is. */
  void demand(StoredObject object) {
    checkMatch(object);
    if (isUnchanged(object)) {
      throw Refusal.preconditionFailed();
    }
  }

  private void checkMatch(StoredObject object) {
    // An ETag that matches makes the date irrelevant.
    boolean good =
        ifMatch != null
            ? names(ifMatch, object)
            : ifUnmodifiedSince == null || !seconds(object).isAfter(ifUnmodifiedSince);
    if (!good) {
      throw Refusal.preconditionFailed();
    }
  }

  private boolean isUnchanged(StoredObject object) {
    return ifNoneMatch != null
        ? names(ifNoneMatch, object)
        : ifModifiedSince != null && !seconds(object).isAfter(ifModifiedSince);
  }

  private static boolean names(String condition, StoredObject object) {
    return condition.equals("*") || condition.replace("\"", "").equals(object.eTag());
  }

  private static Instant seconds(StoredObject object) {
    return object.lastModified().truncatedTo(ChronoUnit.SECONDS);
  }
}

package dev.bulkhead.local.s3;

import java.util.Optional;

/**
 * What a write demands of the object it would replace.
 *
 * @param ifMatch the {@code If-Match} header: an ETag or {@code *}
 * @param ifNoneMatch the {@code If-None-Match} header, of which S3 takes {@code *} only
 */
record Precondition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {

  static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

  /** Lets the write go on, or refuses it as S3 does. */
  void check(Optional<StoredObject> present) {
    if (ifNoneMatch.isPresent()) {
      if (!ifNoneMatch.get().equals("*")) {
        throw Refusal.of(
            501, "NotImplemented", "If-None-Match of a write must be *, or be left out");
      }
      if (present.isPresent()) {
        throw Refusal.preconditionFailed();
      }
    }
    if (ifMatch.isPresent()) {
      String eTag = present.orElseThrow(Refusal::noSuchKey).eTag();
      if (!ifMatch.get().equals("*") && !ifMatch.get().replace("\"", "").equals(eTag)) {
        throw Refusal.preconditionFailed();
      }
    }
  }
}

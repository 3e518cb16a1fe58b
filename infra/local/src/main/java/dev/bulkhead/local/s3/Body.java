package dev.bulkhead.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.gaul.s3proxy.checksum.FlexChecksum;

/**
 * Bytes on their way into the bucket.
 *
 * @param length how many were announced
 * @param md5 what their MD5 was announced to be, in Base64
 * @param algorithm what to sum them with on the way
 * @param trailer says, once the bytes are read, what that sum must be
 */
record Body(
    InputStream bytes,
    long length,
    Optional<String> md5,
    Optional<FlexChecksum> algorithm,
    Trailer trailer) {

  /** What follows a body. */
  interface Trailer {
    Trailer NONE = Optional::empty;

    Optional<String> checksum() throws IOException;
  }

  /** Bytes that nobody made a promise about. */
  static Body of(InputStream bytes, long length, Optional<FlexChecksum> algorithm) {
    return new Body(bytes, length, Optional.empty(), algorithm, Trailer.NONE);
  }

  Body summedWith(Optional<FlexChecksum> other) {
    return new Body(bytes, length, md5, other, trailer);
  }
}

package dev.bulkhead.local.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests S3 is built on. */
final class Digests {
  private Digests() {}

  /** S3's ETag is an MD5, whatever one may think of MD5. */
  static MessageDigest md5() {
    return of("MD5");
  }

  static MessageDigest sha256() {
    return of("SHA-256");
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}

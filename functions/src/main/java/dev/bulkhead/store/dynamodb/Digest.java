package dev.bulkhead.store.dynamodb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** 128 bits of a SHA-256: names content so that the same content has the same name. */
record Digest(String text) {
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Digest of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Digest(BASE64.encodeToString(Arrays.copyOf(hash, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}

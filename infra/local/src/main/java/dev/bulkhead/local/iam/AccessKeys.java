package dev.bulkhead.local.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids and secrets of the form that AWS gives them. */
final class AccessKeys {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 120;

  private final SecureRandom random = new SecureRandom();

  /** A long-lived key begins with {@code AKIA}, a session's with {@code ASIA}. */
  String id(String prefix) {
    return prefix + letters(bytes(ID_LENGTH));
  }

  String secret() {
    return Base64.getEncoder().encodeToString(bytes(SECRET_BYTES));
  }

  String token() {
    return Base64.getEncoder().encodeToString(bytes(TOKEN_BYTES));
  }

  /** The same id whenever it is asked for, as an entity keeps the one it was made with. */
  static String uniqueId(String prefix, String arn) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
      return prefix + letters(digest).substring(0, ID_LENGTH + 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String letters(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      text.append(ALPHABET.charAt(b & 31));
    }
    return text.toString();
  }
}

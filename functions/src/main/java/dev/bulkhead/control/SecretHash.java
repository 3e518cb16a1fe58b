package dev.bulkhead.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of an API token's secret, all that is kept of it. The secret is 256 bits of chance,
 * so there is nothing to guess, and no salt or slow hash is needed.
 */
public record SecretHash(String hex) {
  /** The hash of no secret: what a token that does not exist is compared with. */
  public static final SecretHash NONE = new SecretHash("0".repeat(64));

  /** The hash of a secret. */
  public static SecretHash of(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
      return new SecretHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether both are of the same secret, in a time that tells nothing of either. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(hex.getBytes(US_ASCII), other.hex.getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "SecretHash";
  }
}

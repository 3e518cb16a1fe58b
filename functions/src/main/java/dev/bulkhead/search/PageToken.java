package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The text that asks for the next page: a position, sealed by a digest with the tenant and the
 * query it belongs to, so that it is refused anywhere else. The digest is no secret: who forges a
 * token reaches another place in their own answer, nothing more.
 */
public final class PageToken {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int SEAL = 16;

  private PageToken() {}

  /**
   * A token for a position.
   *
   * @param binding the tenant and all that the query asks, but for the page
   */
  public static String encode(String binding, byte[] position) {
    return BASE64.encodeToString(
        ByteBuffer.allocate(SEAL + position.length)
            .put(seal(binding, position))
            .put(position)
            .array());
  }

  /**
   * The position in a token.
   *
   * @throws InvalidParameter if it was not made for this binding, or was changed since
   */
  public static byte[] decode(String binding, String token) {
    byte[] bytes = decodeBase64(token);
    if (bytes.length < SEAL) {
      throw undecodable();
    }
    byte[] position = Arrays.copyOfRange(bytes, SEAL, bytes.length);
    if (!Arrays.equals(seal(binding, position), Arrays.copyOf(bytes, SEAL))) {
      throw new InvalidParameter("Invalid page token, it belongs to another query");
    }
    return position;
  }

  /** What every token is told that cannot be read. */
  static InvalidParameter undecodable() {
    return new InvalidParameter("Invalid page token, could not base64-decode");
  }

  private static byte[] decodeBase64(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      // The decoder overlooks padding and the last bits of the last digit: only one spelling
      // counts.
      if (!BASE64.encodeToString(bytes).equals(token)) {
        throw undecodable();
      }
      return bytes;
    } catch (IllegalArgumentException _) {
      throw undecodable();
    }
  }

  private static byte[] seal(String binding, byte[] position) {
    byte[] bound = binding.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bound.length).array());
    digest.update(bound);
    return Arrays.copyOf(digest.digest(position), SEAL);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}

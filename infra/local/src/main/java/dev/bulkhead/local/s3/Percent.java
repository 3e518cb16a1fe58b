package dev.bulkhead.local.s3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent encoding as SigV4 and S3 have it. */
final class Percent {
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  /**
   * Decodes once, and takes {@code +} for a space, in paths too, as S3 does.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception for half an escape and for what is
   *     not UTF-8, overlong forms and surrogates included: nothing is replaced or guessed
   */
  static String decode(String encoded) {
    var bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      switch (c) {
        case '%' -> {
          bytes.write(octet(encoded, i + 1));
          i += 2;
        }
        case '+' -> bytes.write(' ');
        default -> bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw Refusal.invalidUri();
    }
  }

  /** Encodes all but unreserved characters and the slash. */
  static String encodePath(String path) {
    var encoded = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '/' || isUnreserved(c)) {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }

  private static int octet(String encoded, int at) {
    int high = at + 1 < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 1), 16);
    if (low < 0) {
      throw Refusal.invalidUri();
    }
    return high * 16 + low;
  }
}

package dev.bulkhead.local.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A path as the HTTP API hands it over: percent-decoded once, and cut at a question mark that this
 * brings to light. So {@code a%2Fb} cannot be told from {@code a/b}, and what follows {@code %3F}
 * is lost.
 */
final class RawPath {
  private RawPath() {}

  static String decode(String encoded) {
    String path = percentDecoded(encoded.isEmpty() ? "/" : encoded);
    int question = path.indexOf('?');
    return question < 0 ? path : path.substring(0, question);
  }

  private static String percentDecoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      decoded.write(value < 0 ? bytes[i] : value);
      i += value < 0 ? 0 : 2;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** A byte, or -1 if these are no hexadecimal digits. */
  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}

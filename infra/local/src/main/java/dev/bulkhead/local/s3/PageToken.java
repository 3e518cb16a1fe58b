package dev.bulkhead.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A listing's continuation token: opaque to callers, and safe in XML whatever the key. */
final class PageToken {
  private PageToken() {}

  static String encode(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Refusal.of(400, "InvalidArgument", "The continuation token provided is incorrect");
    }
  }
}

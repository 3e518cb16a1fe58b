package dev.bulkhead.http;

import java.util.regex.Pattern;

/**
 * Makes texts that clients can shape fit for the log: short, and without what would let a reader of
 * the log in. The second line of defence, as headers, bodies and queries are never logged: a token
 * can still be sent as an id, or stand in the message of a bug.
 */
final class Redaction {
  private static final Pattern TOKEN =
      Pattern.compile("bh_[a-z0-9-]{1,40}_[0-9a-f]{16}_\\w*", Pattern.CASE_INSENSITIVE);

  private static final Pattern PRESIGNED =
      Pattern.compile(
          "(x-amz-(?:signature|credential|security-token))(?:=|%3D)[^&\\s\"]*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CREDENTIAL =
      Pattern.compile("\\b(bearer|basic) +[^\\s\",]+", Pattern.CASE_INSENSITIVE);

  private Redaction() {}

  /** The text, cut to so many characters and with secrets taken out. */
  static String of(String text, int limit) {
    String shown = text.length() > limit ? text.substring(0, limit) + "…" : text;
    shown = TOKEN.matcher(shown).replaceAll("bh_[redacted]");
    shown = PRESIGNED.matcher(shown).replaceAll("$1=[redacted]");
    return CREDENTIAL.matcher(shown).replaceAll("$1 [redacted]");
  }
}

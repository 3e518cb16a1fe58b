package dev.bulkhead.store.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The ETag that S3 gives a file made of parts: the MD5 of the parts' MD5s, and how many there are.
 */
final class MultipartEtag {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private MultipartEtag() {}

  /** The file's ETag; empty if a part's is no MD5, as under encryption with a customer's key. */
  static String of(List<CompletedPart> parts) {
    MessageDigest digest = md5();
    for (CompletedPart part : parts) {
      String etag = part.eTag().replace("\"", "");
      if (!MD5.matcher(etag).matches()) {
        return "";
      }
      digest.update(HexFormat.of().parseHex(etag));
    }
    return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has MD5", e);
    }
  }
}

package dev.bulkhead.store;

import dev.bulkhead.domain.InvalidParameter;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an artifact lies below the tenant's root: segments between slashes, none of them empty,
 * {@code .} or {@code ..}, so that it names one place and never another's. The empty path is the
 * root. At most 900 bytes of UTF-8, which leaves room for the tenant's prefix in S3's 1,024.
 */
public record ArtifactPath(String value) {
  /** The scheme of artifact locations that the tracking server itself resolves. */
  public static final String SCHEME = "mlflow-artifacts";

  private static final int MAX_BYTES = 900;
  private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern S3_LOCATION =
      Pattern.compile("s3://[^/]+/tenants/[^/]+/artifacts/(?<path>.+)");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern WINDOWS_ABSOLUTE = Pattern.compile("(?:[A-Za-z]:)?[\\\\/].*");

  /** The root, under which everything of the tenant lies. */
  public static final ArtifactPath ROOT = new ArtifactPath("");

  /**
   * Refuses what is not such a path.
   *
   * @throws InvalidParameter {@code Invalid path}, as MLflow says it
   */
  public ArtifactPath {
    if (!isCanonical(value)) {
      throw invalid();
    }
  }

  /** Whether this is such a path as it stands. */
  public static boolean isCanonical(String value) {
    return isSafe(value) && value.equals(normalize(value));
  }

  /**
   * The path that a client wrote. Repeated and trailing slashes and {@code .} segments mean
   * nothing; the rest is taken literally, but refused if decoding it any number of times would
   * climb out, as MLflow refuses it.
   *
   * @throws InvalidParameter {@code Invalid path}
   */
  public static ArtifactPath parse(String text) {
    if (!isSafe(text)) {
      throw invalid();
    }
    return new ArtifactPath(normalize(text));
  }

  /**
   * The path of a location such as {@code mlflow-artifacts:/1/abc/artifacts}, or of the same place
   * as clients name it at S3. Whose place it is, the location is not believed: a path is always one
   * of the tenant whose store it is handed to.
   */
  public static ArtifactPath ofLocation(String location) {
    if (location.startsWith(SCHEME + ":/")) {
      return parse(location.substring(SCHEME.length() + 2));
    }
    var s3 = S3_LOCATION.matcher(location);
    if (!s3.matches()) {
      throw invalid();
    }
    return parse(s3.group("path"));
  }

  /** The path of what is called so below this one. */
  public ArtifactPath resolve(String relative) {
    return parse(value.isEmpty() ? relative : value + "/" + relative);
  }

  /** The last segment; empty for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  private static String normalize(String text) {
    return segments(text)
        .filter(segment -> !segment.isEmpty() && !segment.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static Stream<String> segments(String text) {
    return Arrays.stream(text.split("/", -1));
  }

  /** A text that decodes to something else is as dangerous as what it decodes to. */
  private static boolean isSafe(String text) {
    return isSafeAsIs(text) && isSafeAsIs(decode(text));
  }

  private static boolean isSafeAsIs(String text) {
    return isShortUnicode(text)
        && !text.contains("#")
        && !CONTROL.matcher(text).find()
        && !WINDOWS_ABSOLUTE.matcher(text).matches()
        && segments(text.replace('\\', '/')).noneMatch(".."::equals);
  }

  private static boolean isShortUnicode(String text) {
    try {
      // A fresh encoder refuses lone surrogates, where String.getBytes would write question marks.
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining()
          <= MAX_BYTES;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /** Percent-decodes until nothing changes. Each round makes the text shorter, so it ends. */
  private static String decode(String text) {
    String before = text;
    for (String after = decodeOnce(before); !after.equals(before); after = decodeOnce(before)) {
      before = after;
    }
    return before;
  }

  private static String decodeOnce(String text) {
    return ESCAPES
        .matcher(text)
        .replaceAll(
            escapes -> {
              String digits = escapes.group().replace("%", "");
              byte[] bytes = HexFormat.of().parseHex(digits);
              return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
            });
  }

  private static InvalidParameter invalid() {
    return new InvalidParameter("Invalid path");
  }

  @Override
  public String toString() {
    return value;
  }
}

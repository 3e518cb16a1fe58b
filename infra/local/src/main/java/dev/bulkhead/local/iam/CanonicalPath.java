package dev.bulkhead.local.iam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Spells a path as the signer did. */
final class CanonicalPath {
  private CanonicalPath() {}

  /**
   * @throws IllegalArgumentException if its percent-encoding is broken
   */
  static String of(SigningService service, String rawPath) {
    String path = rawPath.isEmpty() ? "/" : rawPath;
    return switch (service) {
      case S3 -> PercentEncoding.encode(PercentEncoding.decode(path, false), true);
      case DYNAMODB, STS, IAM, SQS ->
          PercentEncoding.encode(normalise(path).getBytes(StandardCharsets.UTF_8), true);
    };
  }

  private static String normalise(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
  }
}

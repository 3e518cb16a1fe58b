package dev.bulkhead.local.s3;

import com.google.common.base.Splitter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as S3 reads it: path and query decoded once and strictly, the query never taken from a
 * body. What is judged and what S3Proxy then does both come from here, so they cannot differ.
 */
final class S3Request extends HttpServletRequestWrapper {
  private static final int LONGEST_KEY = 1024;
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "x-amz-checksum-algorithm",
          "x-amz-checksum-type",
          "x-amz-checksum-crc32",
          "x-amz-checksum-crc32c",
          "x-amz-checksum-crc64nvme",
          "x-amz-checksum-sha1",
          "x-amz-checksum-sha256");

  private final String path;
  private final String bucket;
  private final String key;
  private final Map<String, String> query;

  S3Request(HttpServletRequest request) {
    super(request);
    path = Percent.decode(request.getRequestURI());
    if (!path.startsWith("/")) {
      throw Refusal.invalidUri();
    }
    // "/bucket/key", where the key may begin with a slash of its own.
    int slash = path.indexOf('/', 1);
    bucket = path.substring(1, slash < 0 ? path.length() : slash);
    key = slash < 0 ? "" : path.substring(slash + 1);
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw Refusal.of(400, "KeyTooLongError", "Your key is too long");
    }
    if (climbsOut(key)) {
      throw Refusal.invalidUri();
    }
    query = parse(Optional.ofNullable(request.getQueryString()).orElse(""));
  }

  /** Empty if the request is for the service itself. */
  String bucket() {
    return bucket;
  }

  /** Empty if the request is for a bucket. */
  String key() {
    return key;
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Set<String> parameters() {
    return query.keySet();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(getHeader(name));
  }

  /** The headers that S3 keeps with an object, under lower-case names. */
  Map<String, String> keptHeaders() {
    var kept = new HashMap<String, String>();
    for (String name : Collections.list(getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (KEPT.contains(lower) || lower.startsWith("x-amz-meta-")) {
        kept.put(lower, getHeader(name));
      }
    }
    kept.computeIfPresent("content-encoding", (_, value) -> withoutChunking(value));
    return kept;
  }

  /** The path as SigV4 signs it, whichever of its spellings the client sent. */
  @Override
  public String getRequestURI() {
    return Percent.encodePath(path);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return query.get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(query.keySet());
  }

  /** S3's rule: read from left to right, dots never lead above the bucket. */
  private static boolean climbsOut(String key) {
    int depth = 0;
    for (String segment : Splitter.on('/').split(key)) {
      switch (segment) {
        case "..", "." -> depth -= segment.length() - 1;
        default -> depth += segment.isEmpty() ? 0 : 1;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  /** How a body is framed is no property of the object. */
  private static @Nullable String withoutChunking(String encoding) {
    String rest = encoding.replaceFirst("^aws-chunked(\\s*,\\s*)?", "").strip();
    return rest.isEmpty() ? null : rest;
  }

  private static Map<String, String> parse(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(query)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? Percent.decode(parts[1]) : "";
      // A repeated parameter could be judged by one value and served by another.
      if (parameters.put(Percent.decode(parts[0]), value) != null) {
        throw Refusal.of(400, "InvalidArgument", "A query parameter was given twice");
      }
    }
    return parameters;
  }
}

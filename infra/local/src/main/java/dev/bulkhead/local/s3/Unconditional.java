package dev.bulkhead.local.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write without its {@code If-Match} and {@code If-None-Match}: S3Proxy refuses these for every
 * store that it does not know by name, and the bucket judges them in the very moment of the write.
 */
final class Unconditional extends HttpServletRequestWrapper {
  private static final Set<String> WRITES = Set.of("PUT", "POST");

  Unconditional(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    boolean hidden =
        WRITES.contains(getMethod())
            && (name.equalsIgnoreCase("If-Match") || name.equalsIgnoreCase("If-None-Match"));
    return hidden ? null : super.getHeader(name);
  }
}

package dev.bulkhead.local.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of an object that are asked for. */
record ByteRange(long start, long length) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /** Reads a {@code Range} header, cutting what lies beyond the end of the object. */
  static ByteRange of(String header, long size) {
    Matcher range = RANGE.matcher(header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      throw unsatisfiable();
    }
    if (range.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(range.group(2)), size);
      return new ByteRange(size - length, length).within(size);
    }
    long start = Long.parseLong(range.group(1));
    long end = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    return new ByteRange(start, Math.min(end, size - 1) - start + 1).within(size);
  }

  /** Such as {@code bytes 0-9/100}. */
  String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(start, start + length - 1, size);
  }

  private ByteRange within(long size) {
    if (start >= size || length <= 0) {
      throw unsatisfiable();
    }
    return this;
  }

  private static RuntimeException unsatisfiable() {
    return Refusal.of(416, "InvalidRange", "The requested range is not satisfiable");
  }
}

package dev.bulkhead.local.s3;

import java.util.Comparator;

/** The order S3 lists keys in: that of their UTF-8 bytes, which is not that of Java's strings. */
final class KeyOrder implements Comparator<String> {
  @Override
  public int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a character above all others, but is itself below U+E000.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}

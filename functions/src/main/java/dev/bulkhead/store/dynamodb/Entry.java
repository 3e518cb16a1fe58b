package dev.bulkhead.store.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One thing noted on a run or logged model.
 *
 * @param value none takes the entry of that key away
 */
record Entry(Kind kind, String key, Optional<String> value) {
  /** More than DynamoDB or a page adds to each entry. */
  private static final int OVERHEAD = 10;

  static Entry of(Kind kind, String key, String value) {
    return new Entry(kind, key, Optional.of(value));
  }

  static Entry removed(Kind kind, String key) {
    return new Entry(kind, key, Optional.empty());
  }

  /** What tells entries apart. */
  record Id(Kind kind, String key) {}

  Id id() {
    return new Id(kind, key);
  }

  /** No fewer bytes than it will take. */
  int size() {
    return bytes(key) + value.map(Entry::bytes).orElse(0) + OVERHEAD;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

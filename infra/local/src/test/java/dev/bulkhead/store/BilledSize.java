package dev.bulkhead.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes AWS says that an item has, and how many units it bills for them. */
final class BilledSize {
  private BilledSize() {}

  static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(entry -> utf8(entry.getKey()) + of(entry.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> (value.n().replaceAll("[-.]", "").length() + 1) / 2 + 1;
      case B -> value.b().asByteArray().length;
      case L -> 3 + value.l().stream().mapToLong(element -> 1 + of(element)).sum();
      case M ->
          3
              + value.m().entrySet().stream()
                  .mapToLong(entry -> 1 + utf8(entry.getKey()) + of(entry.getValue()))
                  .sum();
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static long writeUnits(long bytes) {
    return Math.max(1, (bytes + 1023) / 1024);
  }

  static long readUnits(long bytes) {
    return Math.max(1, (bytes + 4095) / 4096);
  }
}

package dev.bulkhead.local.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How many bytes AWS says that an item has, and how many units it bills for them, as the developer
 * guide has it under "item sizes and formats" and "capacity units".
 */
final class BilledSize {
  private static final int WRITE_UNIT = 1024;
  private static final int READ_UNIT = 4096;

  private BilledSize() {}

  static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(entry -> utf8(entry.getKey()) + of(entry.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToLong(BilledSize::utf8).sum();
      case NS -> value.ns().stream().mapToLong(BilledSize::number).sum();
      case BS -> value.bs().stream().mapToLong(bytes -> bytes.asByteArrayUnsafe().length).sum();
      case L -> 3 + value.l().stream().mapToLong(element -> 1 + of(element)).sum();
      case M ->
          3
              + value.m().entrySet().stream()
                  .mapToLong(entry -> 1 + utf8(entry.getKey()) + of(entry.getValue()))
                  .sum();
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
    };
  }

  /** Two digits a byte; approximately, says the guide, and so it is here. */
  private static long number(String digits) {
    return (digits.replaceAll("[-.]", "").length() + 1) / 2 + 1L;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static long writeUnits(long bytes) {
    return units(bytes, WRITE_UNIT);
  }

  /** Of strongly consistent reads; others cost half. */
  static long readUnits(long bytes) {
    return units(bytes, READ_UNIT);
  }

  /** What is not there costs one unit too. */
  private static long units(long bytes, int unit) {
    return Math.max(1, Math.ceilDiv(bytes, unit));
  }
}

package dev.bulkhead.store.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes DynamoDB bills an item as. */
final class ItemSize {
  private static final int COLLECTION = 3;

  private ItemSize() {}

  static long of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToLong(entry -> Entry.bytes(entry.getKey()) + of(entry.getValue()))
        .sum();
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> Entry.bytes(value.s());
      case N -> number(value.n());
      case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
      case B -> value.b().asByteArrayUnsafe().length;
      case L ->
          COLLECTION + value.l().stream().mapToLong(element -> 1 + ItemSize.of(element)).sum();
      case M -> COLLECTION + value.m().size() + of(value.m());
      default -> throw new IllegalStateException("No item of ours has a " + value.type());
    };
  }

  private static long number(String digits) {
    return (digits.length() + 1L) / 2 + 1;
  }
}

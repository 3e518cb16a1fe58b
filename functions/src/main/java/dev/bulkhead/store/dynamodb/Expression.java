package dev.bulkhead.store.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values of an expression. Placeholders are as short as can be: DynamoDB allows 4 KB
 * an expression.
 */
final class Expression {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** A placeholder for an attribute, the same each time. */
  String name(String attribute) {
    return placeholders.computeIfAbsent(attribute, this::newName);
  }

  private String newName(String attribute) {
    String placeholder = "#" + Integer.toString(names.size(), Character.MAX_RADIX);
    names.put(placeholder, attribute);
    return placeholder;
  }

  /** A placeholder for a value. */
  String value(AttributeValue value) {
    String placeholder = ":" + Integer.toString(values.size(), Character.MAX_RADIX);
    values.put(placeholder, value);
    return placeholder;
  }

  Map<String, String> names() {
    return names;
  }

  Map<String, AttributeValue> values() {
    return values;
  }
}

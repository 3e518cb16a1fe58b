package dev.bulkhead.local.dynamodb;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The value of a partition key as {@code dynamodb:LeadingKeys} spells it. */
final class KeyValue {
  private KeyValue() {}

  /** Reads {@code {"S": "…"}}, {@code {"N": "…"}} or {@code {"B": "…"}}. */
  static String text(Members attribute) throws InvalidCall {
    List<Map.Entry<String, Members>> types = attribute.entries();
    if (types.size() != 1) {
      throw InvalidCall.validation("A key must be given, with one data type");
    }
    String type = types.getFirst().getKey();
    String value =
        attribute
            .string(type)
            .orElseThrow(() -> InvalidCall.validation("A key must be a string, number or binary"));
    return type.equals("N") ? number(value) : value;
  }

  /** DynamoDB holds 1, 1.0 and 1e0 for the same key, so a policy must see one spelling. */
  private static String number(String text) throws InvalidCall {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      throw InvalidCall.validation("A key is not a number");
    }
  }
}

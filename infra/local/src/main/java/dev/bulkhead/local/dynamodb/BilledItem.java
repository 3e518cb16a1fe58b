package dev.bulkhead.local.dynamodb;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item that a call touches, whether or not it is there. */
record BilledItem(String table, Map<String, AttributeValue> key) {

  /** The item whose key stands among these attributes. */
  static BilledItem of(DynamoDbLocal dynamo, String table, Members attributes) {
    var key = new LinkedHashMap<String, AttributeValue>();
    for (String name : dynamo.keyOf(table)) {
      key.put(name, value(attributes.object(name)));
    }
    return new BilledItem(table, key);
  }

  private static AttributeValue value(Members typed) {
    return typed
        .string("S")
        .map(AttributeValue::fromS)
        .or(() -> typed.string("N").map(AttributeValue::fromN))
        .or(() -> typed.string("B").map(BilledItem::binary))
        .orElseGet(() -> AttributeValue.fromNul(true));
  }

  private static AttributeValue binary(String base64) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(base64)));
  }

  /** Bytes that it has now; 0 if it is not there. */
  long size(DynamoDbLocal dynamo) {
    return key.isEmpty() ? 0 : BilledSize.of(dynamo.item(table, key));
  }

  /** As policies and limits see it. */
  String partitionKey() {
    return key.values().stream()
        .findFirst()
        .map(value -> value.s() == null ? value.toString() : value.s())
        .orElse("");
  }
}

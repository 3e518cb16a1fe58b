package dev.bulkhead.store.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lies. */
record Key(String partition, String sort) {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  static Key of(Item item) {
    return new Key(item.text(PARTITION), item.text(SORT));
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
  }
}

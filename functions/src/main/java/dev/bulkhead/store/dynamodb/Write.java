package dev.bulkhead.store.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One of the writes that happen together or not at all. */
sealed interface Write {

  /** Puts an item where there is none. */
  record Create(Key key, Map<String, AttributeValue> attributes) implements Write {}

  /** Changes an item under conditions. */
  record Change(ItemUpdate update) implements Write {}

  /** Only insists on conditions. */
  record Check(ItemUpdate conditions) implements Write {}

  /** Deletes an item. */
  record Delete(Key key) implements Write {}

  /** Deletes an item under conditions. */
  record Remove(ItemUpdate conditions) implements Write {}

  default TransactWriteItem in(String table) {
    return switch (this) {
      case Create(Key key, var attributes) ->
          TransactWriteItem.builder()
              .put(
                  put ->
                      put.tableName(table)
                          .item(item(key, attributes))
                          .conditionExpression("attribute_not_exists(pk)")
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .build();
      case Change(ItemUpdate update) ->
          TransactWriteItem.builder().update(update.update(table)).build();
      case Check(ItemUpdate conditions) ->
          TransactWriteItem.builder().conditionCheck(conditions.check(table)).build();
      case Delete(Key key) ->
          TransactWriteItem.builder()
              .delete(delete -> delete.tableName(table).key(key.attributes()))
              .build();
      case Remove(ItemUpdate conditions) ->
          TransactWriteItem.builder().delete(conditions.delete(table)).build();
    };
  }

  static Map<String, AttributeValue> item(Key key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key.attributes());
    return item;
  }
}

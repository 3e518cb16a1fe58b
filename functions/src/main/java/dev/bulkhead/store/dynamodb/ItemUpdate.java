package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A change to one item, made only under conditions; without changes it is those alone. */
final class ItemUpdate {
  private final Key key;
  private final Expression expression = new Expression();
  private final Map<String, List<String>> changes = new TreeMap<>();
  private final List<String> conditions = new ArrayList<>();

  ItemUpdate(Key key) {
    this.key = key;
  }

  ItemUpdate set(String name, AttributeValue value) {
    return setTo(name, expression.value(value));
  }

  ItemUpdate add(String name, long amount) {
    String attribute = expression.name(name);
    return setTo(name, attribute + "+" + expression.value(Values.of(amount)));
  }

  /** Adds to a number, which is 0 if it is not there. */
  ItemUpdate count(String name, long amount) {
    String attribute = expression.name(name);
    String none = expression.value(Values.of(0));
    return setTo(
        name,
        "if_not_exists(" + attribute + "," + none + ")+" + expression.value(Values.of(amount)));
  }

  /** Adds to a set of numbers, which may not be there. */
  ItemUpdate unite(String set, AttributeValue numbers) {
    return change("ADD", expression.name(set) + " " + expression.value(numbers));
  }

  /** Appends to a list that is there. */
  ItemUpdate append(String list, AttributeValue values) {
    String attribute = expression.name(list);
    return setTo(list, "list_append(" + attribute + "," + expression.value(values) + ")");
  }

  private ItemUpdate setTo(String name, String operand) {
    return change("SET", expression.name(name) + "=" + operand);
  }

  private ItemUpdate change(String verb, String change) {
    changes.computeIfAbsent(verb, _ -> new ArrayList<>()).add(change);
    return this;
  }

  ItemUpdate setIn(String map, String field, String value) {
    return change("SET", path(map, field) + "=" + expression.value(Values.of(value)));
  }

  ItemUpdate setInIfAbsent(String map, String field, String value) {
    String path = path(map, field);
    return change(
        "SET", path + "=if_not_exists(" + path + "," + expression.value(Values.of(value)) + ")");
  }

  ItemUpdate remove(String name) {
    return change("REMOVE", expression.name(name));
  }

  ItemUpdate removeIn(String map, String field) {
    return change("REMOVE", path(map, field));
  }

  /** Removes the first elements of a list. */
  ItemUpdate removeFirst(String list, int count) {
    for (int i = 0; i < count; i++) {
      var _ = change("REMOVE", expression.name(list) + "[" + i + "]");
    }
    return this;
  }

  ItemUpdate when(String name, AttributeValue value) {
    return condition(expression.name(name) + "=" + expression.value(value));
  }

  ItemUpdate whenAtMost(String name, long limit) {
    return condition(expression.name(name) + "<=" + expression.value(Values.of(limit)));
  }

  ItemUpdate whenAbsent(String name) {
    return condition("attribute_not_exists(" + expression.name(name) + ")");
  }

  ItemUpdate whenPresent(String name) {
    return condition("attribute_exists(" + expression.name(name) + ")");
  }

  ItemUpdate whenPresentIn(String map, String field) {
    return condition("attribute_exists(" + path(map, field) + ")");
  }

  ItemUpdate whenAbsentIn(String map, String field) {
    return condition("attribute_not_exists(" + path(map, field) + ")");
  }

  ItemUpdate whenLacks(String list, AttributeValue element) {
    return condition(
        "NOT contains(" + expression.name(list) + "," + expression.value(element) + ")");
  }

  private ItemUpdate condition(String condition) {
    conditions.add(condition);
    return this;
  }

  private String path(String map, String field) {
    return expression.name(map) + "." + expression.name(field);
  }

  Key key() {
    return key;
  }

  UpdateItemRequest request(String table, ReturnValue returned) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key.attributes())
        .updateExpression(changes())
        .conditionExpression(condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(values())
        .returnValues(returned)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  Update update(String table) {
    return Update.builder()
        .tableName(table)
        .key(key.attributes())
        .updateExpression(changes())
        .conditionExpression(condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  ConditionCheck check(String table) {
    return ConditionCheck.builder()
        .tableName(table)
        .key(key.attributes())
        .conditionExpression(condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  DeleteItemRequest deletion(String table) {
    return DeleteItemRequest.builder()
        .tableName(table)
        .key(key.attributes())
        .conditionExpression(condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(values())
        .build();
  }

  Delete delete(String table) {
    return Delete.builder()
        .tableName(table)
        .key(key.attributes())
        .conditionExpression(condition())
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(values())
        .build();
  }

  private String changes() {
    return changes.entrySet().stream()
        .map(verb -> verb.getKey() + " " + String.join(",", verb.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Null, which is none, as DynamoDB refuses an empty one. */
  private @Nullable String condition() {
    return conditions.isEmpty() ? null : String.join(" AND ", conditions);
  }

  /** DynamoDB refuses an empty map of values. */
  private @Nullable Map<String, AttributeValue> values() {
    return expression.values().isEmpty() ? null : expression.values();
  }
}

package dev.bulkhead.local.dynamodb;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code dynamodb:Attributes} holds: every top-level attribute that a request names. */
final class AttributeNames {
  private static final List<String> MAPS =
      List.of(
          "Key",
          "Item",
          "AttributeUpdates",
          "Expected",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter");

  private static final List<String> EXPRESSIONS =
      List.of(
          "ConditionExpression",
          "FilterExpression",
          "KeyConditionExpression",
          "ProjectionExpression",
          "UpdateExpression");

  private AttributeNames() {}

  static Set<String> in(Members request) {
    Set<String> names = new TreeSet<>(request.strings("AttributesToGet"));
    MAPS.forEach(map -> names.addAll(request.object(map).names()));
    request.list("Keys").forEach(key -> names.addAll(key.names()));
    Members placeholders = request.object("ExpressionAttributeNames");
    EXPRESSIONS.stream()
        .flatMap(name -> request.string(name).stream())
        .forEach(text -> names.addAll(new Expression(text, placeholders).attributes()));
    return names;
  }
}

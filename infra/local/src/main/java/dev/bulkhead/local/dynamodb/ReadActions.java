package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.AccessRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of IAM for Query and Scan, of a table or of an index. */
final class ReadActions {
  private final TableArns arns;
  private final TableKeys keys;

  ReadActions(TableArns arns, TableKeys keys) {
    this.arns = arns;
    this.keys = keys;
  }

  AccessRequest query(Members call) throws InvalidCall {
    return ask("Query", call, context(call).leadingKeys(leading(call)));
  }

  /** A scan has no leading key: {@code ForAllValues} alone is true of it. */
  AccessRequest scan(Members call) throws InvalidCall {
    return ask("Scan", call, context(call));
  }

  private static RequestContext context(Members call) {
    return new RequestContext()
        .capacity(call)
        .select(call)
        .returnValues(call)
        .attributes(AttributeNames.in(call));
  }

  private List<String> leading(Members call) throws InvalidCall {
    Optional<String> attribute = partitionKey(call);
    if (attribute.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (Members value : equalTo(attribute.get(), call)) {
      values.add(KeyValue.text(value));
    }
    return values;
  }

  private Optional<String> partitionKey(Members call) throws InvalidCall {
    String table = table(call);
    Optional<String> index = call.string("IndexName");
    return index.isPresent() ? keys.ofIndex(table, index.get()) : keys.ofTable(table);
  }

  private static List<Members> equalTo(String attribute, Members call) {
    Members values = call.object("ExpressionAttributeValues");
    List<Members> found = new ArrayList<>();
    call.string("KeyConditionExpression")
        .map(text -> new Expression(text, call.object("ExpressionAttributeNames")))
        .ifPresent(e -> e.equalTo(attribute).forEach(name -> found.add(values.object(name))));
    Members condition = call.object("KeyConditions").object(attribute);
    if (condition.string("ComparisonOperator").filter("EQ"::equals).isPresent()) {
      found.addAll(condition.list("AttributeValueList"));
    }
    return found;
  }

  private AccessRequest ask(String action, Members call, RequestContext context)
      throws InvalidCall {
    String table = table(call);
    String resource =
        call.string("IndexName").map(i -> arns.index(table, i)).orElseGet(() -> arns.table(table));
    return new AccessRequest("dynamodb:" + action, resource, context.keys());
  }

  private static String table(Members call) throws InvalidCall {
    return call.string("TableName")
        .orElseThrow(() -> InvalidCall.validation("A table's name is missing"));
  }
}

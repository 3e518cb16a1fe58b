package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.AccessRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of IAM for calls that name their items by key: single, batched or in transactions.
 */
final class ItemActions {
  private static final Map<String, String> ENTRY_ACTIONS =
      Map.of(
          "Get", "GetItem",
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  private final TableArns arns;
  private final TableKeys keys;

  ItemActions(TableArns arns, TableKeys keys) {
    this.arns = arns;
    this.keys = keys;
  }

  AccessRequest single(String action, Members request) throws InvalidCall {
    return entry(action, request, new RequestContext().capacity(request));
  }

  /**
   * One question for each entry, under the action of the entry; a transaction has none of its own.
   */
  List<AccessRequest> transaction(String operation, Members call) throws InvalidCall {
    List<AccessRequest> requests = new ArrayList<>();
    for (Members item : call.list("TransactItems")) {
      for (Map.Entry<String, Members> entry : item.entries()) {
        String action = ENTRY_ACTIONS.get(entry.getKey());
        if (action == null) {
          throw InvalidCall.validation("Unknown kind of transaction entry " + entry.getKey());
        }
        RequestContext context = new RequestContext().capacity(call).enclosedBy(operation);
        requests.add(entry(action, entry.getValue(), context));
      }
    }
    return requests;
  }

  /** One question for each table, with the keys of all its items. */
  List<AccessRequest> batchGet(Members call) throws InvalidCall {
    List<AccessRequest> requests = new ArrayList<>();
    for (Map.Entry<String, Members> table : call.object("RequestItems").entries()) {
      Members request = table.getValue();
      RequestContext context =
          new RequestContext()
              .capacity(call)
              .select(request)
              .attributes(AttributeNames.in(request))
              .leadingKeys(leading(table.getKey(), request.list("Keys")));
      requests.add(ask("BatchGetItem", table.getKey(), context));
    }
    return requests;
  }

  /** One question for each table, with the keys of all that is put and deleted. */
  List<AccessRequest> batchWrite(Members call) throws InvalidCall {
    List<AccessRequest> requests = new ArrayList<>();
    for (Map.Entry<String, Members> table : call.object("RequestItems").entries()) {
      List<Members> items = new ArrayList<>();
      for (Map.Entry<String, Members> write : table.getValue().elements()) {
        items.add(write.getValue().object(write.getKey().equals("PutRequest") ? "Item" : "Key"));
      }
      RequestContext context =
          new RequestContext()
              .capacity(call)
              .attributes(items.stream().flatMap(i -> i.names().stream()).distinct().toList())
              .leadingKeys(leading(table.getKey(), items));
      requests.add(ask("BatchWriteItem", table.getKey(), context));
    }
    return requests;
  }

  private AccessRequest entry(String action, Members request, RequestContext context)
      throws InvalidCall {
    String table = table(request);
    Members named = request.object(action.equals("PutItem") ? "Item" : "Key");
    context
        .attributes(AttributeNames.in(request))
        .returnValues(request)
        .leadingKeys(leading(table, List.of(named)));
    return ask(action, table, action.equals("GetItem") ? context.select(request) : context);
  }

  /** Of an item without its partition key nobody can say whose it is, so it is not let through. */
  private List<String> leading(String table, List<Members> items) throws InvalidCall {
    Optional<String> attribute = keys.ofTable(table);
    List<String> values = new ArrayList<>();
    for (Members item : items) {
      if (attribute.isPresent()) {
        values.add(KeyValue.text(item.object(attribute.get())));
      }
    }
    return values;
  }

  private AccessRequest ask(String action, String table, RequestContext context) {
    return new AccessRequest("dynamodb:" + action, arns.table(table), context.keys());
  }

  private static String table(Members request) throws InvalidCall {
    return request
        .string("TableName")
        .orElseThrow(() -> InvalidCall.validation("A table's name is missing"));
  }
}

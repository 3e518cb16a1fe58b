package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.iam.AccessRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be asked of IAM before a call may be done: all of it must be allowed. */
final class AccessQuestions {
  private final TableArns arns;
  private final ItemActions items;
  private final ReadActions reads;
  private final StatementActions statements;

  AccessQuestions(TableArns arns, TableKeys keys) {
    this.arns = arns;
    this.items = new ItemActions(arns, keys);
    this.reads = new ReadActions(arns, keys);
    this.statements = new StatementActions(arns);
  }

  List<AccessRequest> of(Call call) throws InvalidCall {
    List<AccessRequest> requests = derive(call);
    // An empty batch or transaction asks nothing, and what asks nothing would be refused nothing.
    return requests.isEmpty() ? List.of(byName(call)) : requests;
  }

  /** The first partition key that a call names; empty if it names none. */
  String leadingKey(Call call) throws InvalidCall {
    return of(call).stream()
        .flatMap(asked -> asked.context().getOrDefault("dynamodb:LeadingKeys", List.of()).stream())
        .findFirst()
        .orElse("");
  }

  private List<AccessRequest> derive(Call call) throws InvalidCall {
    String operation = call.operation();
    Members body = call.body();
    return switch (operation) {
      case "GetItem", "PutItem", "UpdateItem", "DeleteItem" ->
          List.of(items.single(operation, body));
      case "Query" -> List.of(reads.query(body));
      case "Scan" -> List.of(reads.scan(body));
      case "BatchGetItem" -> items.batchGet(body);
      case "BatchWriteItem" -> items.batchWrite(body);
      case "TransactGetItems", "TransactWriteItems" -> items.transaction(operation, body);
      case "ExecuteStatement" -> statements.single(body);
      case "BatchExecuteStatement" -> statements.batch(body);
      case "ExecuteTransaction" -> statements.transaction(operation, body);
      default -> List.of(byName(call));
    };
  }

  private AccessRequest byName(Call call) {
    Members body = call.body();
    String resource =
        body.string("TableName")
            .map(arns::table)
            .or(() -> named(body, "ResourceArn", "TableArn", "StreamArn"))
            .orElse("*");
    return new AccessRequest("dynamodb:" + call.operation(), resource, Map.of());
  }

  private static Optional<String> named(Members body, String... members) {
    return Stream.of(members).flatMap(name -> body.string(name).stream()).findFirst();
  }
}

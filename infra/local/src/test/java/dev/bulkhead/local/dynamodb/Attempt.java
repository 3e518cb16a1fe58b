package dev.bulkhead.local.dynamodb;

import static dev.bulkhead.local.dynamodb.TestDynamo.TABLE;
import static dev.bulkhead.local.dynamodb.TestDynamo.item;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One thing that can be tried on the items of some tenants.
 *
 * @param mixes whether it names items of several tenants in one call
 */
record Attempt(String name, boolean writes, boolean mixes, Try body) {

  /** Does it, to the items under the first of these keys, or under all of them. */
  @FunctionalInterface
  interface Try {
    void with(DynamoDbClient client, List<String> keys);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Everything that names its items by partition key. */
  static List<Attempt> byKey() {
    return List.of(
        read("GetItem", (c, k) -> c.getItem(r -> r.tableName(TABLE).key(item(k.getFirst(), "1")))),
        read(
            "GetItem by the table's ARN",
            (c, k) ->
                c.getItem(
                    r ->
                        r.tableName("arn:aws:dynamodb:us-east-1:000000000000:table/" + TABLE)
                            .key(item(k.getFirst(), "1")))),
        read("Query", (c, k) -> c.query(query(k.getFirst(), "pk = :pk AND sk > :sk"))),
        read("Query, key last", (c, k) -> c.query(query(k.getFirst(), "sk > :sk and (pk = :pk)"))),
        read(
            "Query by placeholder",
            (c, k) ->
                c.query(
                    query(k.getFirst(), "#p=:pk AND sk > :sk").toBuilder()
                        .expressionAttributeNames(Map.of("#p", "pk"))
                        .build())),
        write(
            "PutItem", (c, k) -> c.putItem(r -> r.tableName(TABLE).item(item(k.getFirst(), "2")))),
        write(
            "UpdateItem",
            (c, k) ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(item(k.getFirst(), "1"))
                            .updateExpression("SET v = :v")
                            .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("x"))))),
        write(
            "DeleteItem",
            (c, k) -> c.deleteItem(r -> r.tableName(TABLE).key(item(k.getFirst(), "1")))),
        mixedRead(
            "BatchGetItem",
            (c, k) ->
                c.batchGetItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                TABLE,
                                KeysAndAttributes.builder()
                                    .keys(k.stream().map(p -> item(p, "1")).toList())
                                    .build())))),
        mixedRead(
            "TransactGetItems",
            (c, k) ->
                c.transactGetItems(r -> r.transactItems(k.stream().map(Attempt::get).toList()))),
        mixedWrite(
            "BatchWriteItem, put",
            (c, k) ->
                c.batchWriteItem(
                    r ->
                        r.requestItems(Map.of(TABLE, k.stream().map(Attempt::batchPut).toList())))),
        mixedWrite(
            "BatchWriteItem, delete",
            (c, k) ->
                c.batchWriteItem(
                    r ->
                        r.requestItems(
                            Map.of(TABLE, k.stream().map(Attempt::batchDelete).toList())))),
        mixedWrite(
            "TransactWriteItems, put",
            (c, k) ->
                c.transactWriteItems(
                    r -> r.transactItems(k.stream().map(Attempt::transactPut).toList()))),
        mixedWrite(
            "TransactWriteItems, check",
            (c, k) ->
                c.transactWriteItems(
                    r ->
                        r.transactItems(
                            Stream.concat(
                                    Stream.of(transactPut(k.getFirst())),
                                    k.stream().map(Attempt::transactCheck))
                                .toList()))));
  }

  /** What no tenant may do, to whatever item. */
  static List<Attempt> forNobody() {
    return List.of(
        read("Scan", (c, _) -> c.scan(r -> r.tableName(TABLE))),
        read(
            "Scan with a filter",
            (c, k) ->
                c.scan(
                    r ->
                        r.tableName(TABLE)
                            .filterExpression("pk = :pk")
                            .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(k.getFirst()))))),
        read(
            "Query of keys that begin alike",
            (c, k) -> c.query(query(k.getFirst(), "begins_with(pk, :pk) AND sk > :sk"))),
        read(
            "Query of keys from one on",
            (c, k) -> c.query(query(k.getFirst(), "pk >= :pk AND sk > :sk"))),
        read(
            "PartiQL SELECT",
            (c, k) ->
                c.executeStatement(
                    r ->
                        r.statement("SELECT * FROM \"runs\" WHERE pk = ?")
                            .parameters(AttributeValue.fromS(k.getFirst())))),
        write(
            "PartiQL INSERT",
            (c, k) ->
                c.executeStatement(
                    r ->
                        r.statement(
                            "INSERT INTO runs VALUE {'pk':'" + k.getFirst() + "','sk':'9'}"))),
        read(
            "PartiQL batch",
            (c, k) ->
                c.batchExecuteStatement(
                    r ->
                        r.statements(
                            BatchStatementRequest.builder()
                                .statement("SELECT * FROM runs WHERE pk = ? AND sk = '1'")
                                .parameters(AttributeValue.fromS(k.getFirst()))
                                .build()))),
        write(
            "PartiQL transaction",
            (c, k) ->
                c.executeTransaction(
                    r ->
                        r.transactStatements(
                            ParameterizedStatement.builder()
                                .statement("DELETE FROM runs WHERE pk = ? AND sk = '1'")
                                .parameters(AttributeValue.fromS(k.getFirst()))
                                .build()))),
        read("DescribeTable", (c, _) -> c.describeTable(r -> r.tableName(TABLE))),
        read("ListTables", (c, _) -> c.listTables()),
        read("DescribeTimeToLive", (c, _) -> c.describeTimeToLive(r -> r.tableName(TABLE))),
        write("DeleteTable", (c, _) -> c.deleteTable(r -> r.tableName(TABLE))),
        write(
            "CreateTable",
            (c, _) -> c.createTable(TestDynamo.table().toBuilder().tableName("other").build())));
  }

  private static Attempt read(String name, Try body) {
    return new Attempt(name, false, false, body);
  }

  private static Attempt write(String name, Try body) {
    return new Attempt(name, true, false, body);
  }

  private static Attempt mixedRead(String name, Try body) {
    return new Attempt(name, false, true, body);
  }

  private static Attempt mixedWrite(String name, Try body) {
    return new Attempt(name, true, true, body);
  }

  private static QueryRequest query(String pk, String condition) {
    return QueryRequest.builder()
        .tableName(TABLE)
        .keyConditionExpression(condition)
        .expressionAttributeValues(
            Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS("0")))
        .build();
  }

  private static TransactGetItem get(String pk) {
    return TransactGetItem.builder().get(g -> g.tableName(TABLE).key(item(pk, "1"))).build();
  }

  private static WriteRequest batchPut(String pk) {
    return WriteRequest.builder().putRequest(p -> p.item(item(pk, "3"))).build();
  }

  private static WriteRequest batchDelete(String pk) {
    return WriteRequest.builder().deleteRequest(p -> p.key(item(pk, "3"))).build();
  }

  private static TransactWriteItem transactPut(String pk) {
    return TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(item(pk, "4"))).build();
  }

  private static TransactWriteItem transactCheck(String pk) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(TABLE)
                .key(item(pk, "1"))
                .conditionExpression("attribute_not_exists(nothing)")
                .build())
        .build();
  }
}

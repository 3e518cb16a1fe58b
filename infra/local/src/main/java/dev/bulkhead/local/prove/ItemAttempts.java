package dev.bulkhead.local.prove;

import static dev.bulkhead.local.prove.Actor.item;
import static dev.bulkhead.local.prove.Actor.key;
import static dev.bulkhead.local.prove.Actor.partition;
import static dev.bulkhead.local.prove.Actor.text;

import dev.bulkhead.local.prove.Attempt.Ask;
import dev.bulkhead.tenancy.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What can be asked of DynamoDB. What would reach real tenants' data asks for one item at most. */
final class ItemAttempts {
  private static final String SERVICE = "DynamoDB";

  private ItemAttempts() {}

  /** What puts the data there that all others are after. */
  static List<Attempt> first() {
    return List.of(
        works("PutItem, own", a -> a.dynamo().putItem(r -> r.tableName(a.table()).item(own(a))))
            .by(s -> s.writes() && s.isOf(Capability.TRACKING)));
  }

  /** What must find the own data as it was left. */
  static List<Attempt> last() {
    return List.of(
        new Attempt(
            SERVICE,
            "GetItem, own, untouched",
            true,
            ItemAttempts::readsItems,
            a ->
                a.dynamo()
                        .getItem(r -> r.tableName(a.table()).key(key(a.own())))
                        .item()
                        .equals(own(a))
                    ? new Outcome.Allowed()
                    : new Outcome.Unclear("the item is not what its tenant wrote")),
        works("Query, own", a -> query(a, partition(a.own()))).by(ItemAttempts::readsItems),
        works("BatchGetItem, own", a -> batchGet(a, a.own())).by(ItemAttempts::readsItems),
        works("TransactGetItems, own", a -> transactGet(a, a.own())).by(ItemAttempts::readsItems),
        works("UpdateItem, own", a -> update(a, a.own())).by(ItemAttempts::writesItems),
        works("TransactWriteItems, own", a -> transact(a, put(a, a.own())))
            .by(ItemAttempts::writesItems));
  }

  private static boolean readsItems(Session session) {
    return !session.isOf(Capability.FILES);
  }

  static List<Attempt> reads() {
    return List.of(
        fails("GetItem", a -> a.dynamo().getItem(r -> r.tableName(a.table()).key(others(a)))),
        fails("BatchGetItem", a -> batchGet(a, a.other())),
        fails("BatchGetItem, own and another's", a -> batchGet(a, a.own(), a.other())),
        fails("TransactGetItems", a -> transactGet(a, a.other())),
        fails("TransactGetItems, own and another's", a -> transactGet(a, a.own(), a.other())),
        fails("Query", a -> query(a, partition(a.other()))),
        fails("Query, experiments", a -> query(a, "T#" + a.other() + "#X")),
        fails("Query, a key without tenant", a -> query(a, "T#")),
        fails("Scan", a -> a.dynamo().scan(r -> r.tableName(a.table()).limit(1))),
        fails(
            "Scan, filtered to own",
            a ->
                a.dynamo()
                    .scan(
                        r ->
                            r.tableName(a.table())
                                .limit(1)
                                .filterExpression("begins_with(pk, :own)")
                                .expressionAttributeValues(
                                    Map.of(":own", text("T#" + a.own() + "#"))))),
        fails("PartiQL select", a -> partiQl(a, select(a, a.other()))),
        fails("PartiQL select, own", a -> partiQl(a, select(a, a.own()))),
        fails("PartiQL select, everything", a -> partiQl(a, "SELECT * FROM \"" + a.table() + "\"")),
        fails(
            "PartiQL batch",
            a ->
                a.dynamo()
                    .batchExecuteStatement(
                        r ->
                            r.statements(
                                BatchStatementRequest.builder()
                                    .statement(select(a, a.other()))
                                    .build()))),
        fails(
            "PartiQL transaction",
            a ->
                a.dynamo()
                    .executeTransaction(
                        r ->
                            r.transactStatements(
                                ParameterizedStatement.builder()
                                    .statement(select(a, a.other()))
                                    .build()))),
        fails("DescribeTable", a -> a.dynamo().describeTable(r -> r.tableName(a.table()))),
        fails("ListTables", a -> a.dynamo().listTables(r -> r.limit(1))),
        fails("GetItem, control table", a -> control(a, "TENANT#" + a.other())),
        fails("GetItem, control table, own", a -> control(a, "TENANT#" + a.own())));
  }

  static List<Attempt> writes() {
    return List.of(
        fails("PutItem", a -> a.dynamo().putItem(r -> r.tableName(a.table()).item(stolen(a)))),
        fails("UpdateItem", a -> update(a, a.other())),
        fails("BatchWriteItem", a -> batchPut(a, a.other())),
        fails("BatchWriteItem, own", a -> batchPut(a, a.own())),
        fails("BatchWriteItem, own and another's", a -> batchPut(a, a.own(), a.other())),
        fails("TransactWriteItems", a -> transact(a, put(a, a.other()))),
        fails(
            "TransactWriteItems, own and another's",
            a -> transact(a, put(a, a.own()), put(a, a.other()))),
        fails(
            "TransactWriteItems, own if another's is", a -> transact(a, put(a, a.own()), check(a))),
        fails("PartiQL insert", a -> partiQl(a, insert(a, a.other()))),
        fails("PartiQL insert, own", a -> partiQl(a, insert(a, a.own()))),
        fails(
            "PartiQL delete",
            a -> partiQl(a, select(a, a.other()).replaceFirst("SELECT \\*", "DELETE"))),
        fails(
            "DeleteItem", a -> a.dynamo().deleteItem(r -> r.tableName(a.table()).key(others(a)))));
  }

  /** What writes to the tenant's own, with credentials that are for reading. */
  static List<Attempt> readersWrites() {
    return readers(
        fails(
            "PutItem, own, as a reader",
            a -> a.dynamo().putItem(r -> r.tableName(a.table()).item(stolen(a, a.own())))),
        fails("UpdateItem, own, as a reader", a -> update(a, a.own())),
        fails("TransactWriteItems, own, as a reader", a -> transact(a, put(a, a.own()))),
        fails(
            "DeleteItem, own, as a reader",
            a -> a.dynamo().deleteItem(r -> r.tableName(a.table()).key(key(a.own())))));
  }

  private static List<Attempt> readers(Attempt... attempts) {
    return Arrays.stream(attempts).map(attempt -> attempt.by(s -> !s.writes())).toList();
  }

  private static boolean writesItems(Session session) {
    return session.writes() && session.isOf(Capability.TRACKING);
  }

  private static Attempt fails(String name, Ask ask) {
    return Attempt.mustFail(SERVICE, name, ask);
  }

  private static Attempt works(String name, Ask ask) {
    return Attempt.mustWork(SERVICE, name, ask);
  }

  private static Map<String, AttributeValue> own(Actor a) {
    return item(a.own());
  }

  private static Map<String, AttributeValue> others(Actor a) {
    return key(a.other());
  }

  private static Map<String, AttributeValue> stolen(Actor a) {
    return stolen(a, a.other());
  }

  /** What a tenant's item would be, had this session written it. */
  private static Map<String, AttributeValue> stolen(Actor a, String tenant) {
    return Map.of(
        "pk",
        text(partition(tenant)),
        "sk",
        text("1"),
        "of",
        text("not " + tenant + ": " + a.own()));
  }

  private static Object query(Actor a, String partition) {
    return a.dynamo()
        .query(
            r ->
                r.tableName(a.table())
                    .limit(1)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", text(partition))));
  }

  private static Object control(Actor a, String partition) {
    return a.dynamo()
        .getItem(
            r ->
                r.tableName(a.session().place().controlTable())
                    .key(Map.of("pk", text(partition), "sk", text("TENANT"))));
  }

  private static Object update(Actor a, String tenant) {
    return a.dynamo()
        .updateItem(
            r ->
                r.tableName(a.table())
                    .key(key(tenant))
                    .updateExpression("SET touched = :by")
                    .expressionAttributeValues(Map.of(":by", text(a.own()))));
  }

  private static Object batchGet(Actor a, String... tenants) {
    var keys =
        KeysAndAttributes.builder().keys(Arrays.stream(tenants).map(Actor::key).toList()).build();
    return a.dynamo().batchGetItem(r -> r.requestItems(Map.of(a.table(), keys)));
  }

  private static Object transactGet(Actor a, String... tenants) {
    List<TransactGetItem> gets =
        Arrays.stream(tenants)
            .map(
                tenant ->
                    TransactGetItem.builder()
                        .get(get -> get.tableName(a.table()).key(key(tenant)))
                        .build())
            .toList();
    return a.dynamo().transactGetItems(r -> r.transactItems(gets));
  }

  private static Object batchPut(Actor a, String... tenants) {
    List<WriteRequest> puts =
        Arrays.stream(tenants)
            .map(
                tenant ->
                    WriteRequest.builder().putRequest(put -> put.item(written(a, tenant))).build())
            .toList();
    return a.dynamo().batchWriteItem(r -> r.requestItems(Map.of(a.table(), puts)));
  }

  private static TransactWriteItem put(Actor a, String tenant) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(a.table()).item(written(a, tenant)))
        .build();
  }

  private static Map<String, AttributeValue> written(Actor a, String tenant) {
    return tenant.equals(a.own()) ? own(a) : stolen(a, tenant);
  }

  private static TransactWriteItem check(Actor a) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(a.table())
                    .key(others(a))
                    .conditionExpression("attribute_exists(pk)"))
        .build();
  }

  private static Object transact(Actor a, TransactWriteItem... items) {
    return a.dynamo().transactWriteItems(r -> r.transactItems(items));
  }

  private static Object partiQl(Actor a, String statement) {
    return a.dynamo().executeStatement(r -> r.statement(statement));
  }

  private static String select(Actor a, String tenant) {
    return "SELECT * FROM \"%s\" WHERE pk = '%s' AND sk = '1'"
        .formatted(a.table(), partition(tenant));
  }

  private static String insert(Actor a, String tenant) {
    return "INSERT INTO \"%s\" VALUE {'pk': '%s', 'sk': '2'}"
        .formatted(a.table(), partition(tenant));
  }
}

package dev.bulkhead.tenancy;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** Something that a holder of tenant {@code acme}'s credentials could try. */
record Attempt(String name, Try attempt) {

  /** Tries it on a table and a bucket. */
  interface Try {
    void on(TenantCredentials as, String table, String bucket);
  }

  /** What reaches for another tenant, or for everybody. */
  static List<Attempt> acrossTheWall() {
    return List.of(
        dynamo("GetItem", (db, t) -> db.getItem(r -> r.tableName(t).key(key("acme2")))),
        dynamo("Query", (db, t) -> db.query(r -> query(r.tableName(t), "acme2"))),
        dynamo("BatchGetItem among own", (db, t) -> db.batchGetItem(r -> r.requestItems(both(t)))),
        dynamo("PutItem", (db, t) -> db.putItem(r -> r.tableName(t).item(key("acme2")))),
        dynamo("UpdateItem", (db, t) -> db.updateItem(r -> r.tableName(t).key(key("acme2")))),
        dynamo("DeleteItem", (db, t) -> db.deleteItem(r -> r.tableName(t).key(key("acme2")))),
        dynamo("BatchWriteItem", (db, t) -> db.batchWriteItem(r -> r.requestItems(puts(t)))),
        dynamo(
            "TransactWriteItems",
            (db, t) ->
                db.transactWriteItems(r -> r.transactItems(put(t, "acme"), put(t, "acme2")))),
        dynamo("Scan", (db, t) -> db.scan(r -> r.tableName(t))),
        dynamo(
            "PartiQL",
            (db, t) ->
                db.executeStatement(
                    r -> r.statement("SELECT * FROM \"" + t + "\" WHERE pk='T#acme2#X'"))),
        dynamo("DescribeTable", (db, t) -> db.describeTable(r -> r.tableName(t))),
        dynamo("ListTables", (db, _) -> db.listTables()),
        dynamo(
            "the control table",
            (db, t) ->
                db.getItem(r -> r.tableName(t.replace("Tracking", "Control")).key(key("acme")))),
        s3("GetObject", (s3, b) -> s3.getObjectAsBytes(r -> r.bucket(b).key(file("acme2")))),
        s3("HeadObject", (s3, b) -> s3.headObject(r -> r.bucket(b).key(file("acme2")))),
        s3("PutObject", (s3, b) -> put(s3, b, file("acme2"))),
        s3("PutObject at the root", (s3, b) -> put(s3, b, "file")),
        s3("DeleteObject", (s3, b) -> s3.deleteObject(r -> r.bucket(b).key(file("acme2")))),
        s3(
            "CopyObject from",
            (s3, b) ->
                s3.copyObject(
                    r ->
                        r.sourceBucket(b)
                            .sourceKey(file("acme2"))
                            .destinationBucket(b)
                            .destinationKey(file("acme") + "2"))),
        s3(
            "CreateMultipartUpload",
            (s3, b) -> s3.createMultipartUpload(r -> r.bucket(b).key(file("acme2")))),
        s3("list everything", (s3, b) -> s3.listObjectsV2(r -> r.bucket(b))),
        s3(
            "list without slash",
            (s3, b) -> s3.listObjectsV2(r -> r.bucket(b).prefix("tenants/acme"))),
        s3(
            "list the tenants",
            (s3, b) -> s3.listObjectsV2(r -> r.bucket(b).prefix("tenants/").delimiter("/"))),
        s3(
            "list another's",
            (s3, b) -> s3.listObjectsV2(r -> r.bucket(b).prefix("tenants/acme2/artifacts/"))));
  }

  /** What writes, if only to what is the tenant's own. */
  static List<Attempt> writes() {
    return List.of(
        dynamo("PutItem", (db, t) -> db.putItem(r -> r.tableName(t).item(key("acme")))),
        dynamo("UpdateItem", (db, t) -> db.updateItem(r -> r.tableName(t).key(key("acme")))),
        dynamo("DeleteItem", (db, t) -> db.deleteItem(r -> r.tableName(t).key(key("acme")))),
        dynamo(
            "TransactWriteItems",
            (db, t) -> db.transactWriteItems(r -> r.transactItems(put(t, "acme")))),
        s3("PutObject", (s3, b) -> put(s3, b, file("acme"))),
        s3("DeleteObject", (s3, b) -> s3.deleteObject(r -> r.bucket(b).key(file("acme")))));
  }

  static Map<String, AttributeValue> key(String tenant) {
    return Map.of("pk", fromS("T#" + tenant + "#X"), "sk", fromS("1"));
  }

  static String file(String tenant) {
    return "tenants/" + tenant + "/artifacts/file";
  }

  static void put(S3Client s3, String bucket, String key) {
    s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("bytes"));
  }

  private interface OnTable {
    Object on(DynamoDbClient dynamo, String table);
  }

  private interface OnBucket {
    void on(S3Client s3, String bucket);
  }

  private static Attempt dynamo(String name, OnTable attempt) {
    return new Attempt(
        name,
        (as, table, _) -> {
          var _ = attempt.on(as.dynamo(), table);
        });
  }

  private static Attempt s3(String name, OnBucket attempt) {
    return new Attempt(name, (as, _, bucket) -> attempt.on(as.s3(), bucket));
  }

  private static void query(QueryRequest.Builder request, String tenant) {
    request
        .keyConditionExpression("pk = :pk")
        .expressionAttributeValues(Map.of(":pk", fromS("T#" + tenant + "#X")));
  }

  private static Map<String, KeysAndAttributes> both(String table) {
    return Map.of(
        table, KeysAndAttributes.builder().keys(List.of(key("acme"), key("acme2"))).build());
  }

  private static Map<String, List<WriteRequest>> puts(String table) {
    return Map.of(
        table,
        List.of(
            WriteRequest.builder().putRequest(put -> put.item(key("acme"))).build(),
            WriteRequest.builder().putRequest(put -> put.item(key("acme2"))).build()));
  }

  private static TransactWriteItem put(String table, String tenant) {
    return TransactWriteItem.builder().put(p -> p.tableName(table).item(key(tenant))).build();
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.bulkhead.control;

import dev.bulkhead.local.stack.Tables;
import dev.bulkhead.local.template.DynamoTable;
import dev.bulkhead.tenancy.TenantId;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** A control table of its own for each test, in one DynamoDB Local for all of them. */
public final class TestControlTable {
  private static final DynamoDbClient DYNAMO = DynamoDBEmbedded.create(true).dynamoDbClient();

  private final String name = "control-" + UUID.randomUUID();

  /** A new and empty table. */
  public TestControlTable() {
    DYNAMO.createTable(Tables.request(new DynamoTable("Test", name, "pk", "sk")));
  }

  /** Has an item say that a newer release wrote it. */
  void makeNewer(Map<String, AttributeValue> key) {
    DYNAMO.updateItem(
        update ->
            update
                .tableName(name)
                .key(key)
                .updateExpression("SET fv = :two")
                .expressionAttributeValues(Map.of(":two", AttributeValue.fromN("2"))));
  }

  /** The tenants in it. */
  public TenantRegistry tenants() {
    return new DynamoTenantRegistry(DYNAMO, name);
  }

  /** A tenant's tokens. */
  public TokenStore tokens(TenantId tenant) {
    return new DynamoTokenStore(DYNAMO, name, tenant);
  }

  /** Who is a guest where. */
  public GuestBook guests() {
    return new DynamoGuestBook(DYNAMO, name);
  }

  /** What the authorizer asks. */
  public CredentialLookup credentials() {
    return new DynamoCredentialLookup(DYNAMO, name);
  }
}

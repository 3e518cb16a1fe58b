package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** A control table of its own for each test, in one DynamoDB Local for all of them. */
public final class TestControlTable {
  private static final DynamoDbClient DYNAMO = DynamoDBEmbedded.create(true).dynamoDbClient();

  private final String name = "control-" + UUID.randomUUID();

  /** A new and empty table. */
  public TestControlTable() {
    DYNAMO.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(string("pk"), string("sk")));
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

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}

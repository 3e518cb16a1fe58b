package dev.bulkhead.control;

import static dev.bulkhead.control.Failures.translated;

import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One tenant's tokens in the control table. */
public final class DynamoTokenStore implements TokenStore {
  private final DynamoDbClient dynamo;
  private final String table;
  private final TenantId tenant;

  /** The tokens of this tenant, with a client whose credentials reach them. */
  public DynamoTokenStore(DynamoDbClient dynamo, String table, TenantId tenant) {
    this.dynamo = dynamo;
    this.table = table;
    this.tenant = tenant;
  }

  @Override
  public void create(Token token) {
    var item = TokenItem.encode(ControlKeys.token(tenant, token.id()), token);
    var _ =
        translated(
            () ->
                dynamo.putItem(
                    put ->
                        put.tableName(table)
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk)")));
  }

  @Override
  public List<Token> list() {
    return Partition.query(dynamo, table, ControlKeys.tokens(tenant)).stream()
        .map(TokenItem::decode)
        .toList();
  }

  @Override
  public void revoke(TokenId id, Instant now) {
    try {
      var _ = translated(() -> dynamo.updateItem(revocation(id, now)));
    } catch (ConditionalCheckFailedException _) {
      throw new NotFound("No token with id=" + id + " exists");
    }
  }

  private UpdateItemRequest revocation(TokenId id, Instant now) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(ControlKeys.token(tenant, id))
        .updateExpression("SET #revoked = if_not_exists(#revoked, :now)")
        .expressionAttributeNames(Map.of("#revoked", TokenItem.REVOKED))
        .expressionAttributeValues(Map.of(":now", Item.millis(now)))
        .conditionExpression("attribute_exists(pk)")
        .build();
  }
}

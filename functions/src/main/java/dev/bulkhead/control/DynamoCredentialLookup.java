package dev.bulkhead.control;

import static dev.bulkhead.control.Failures.translated;

import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.tenancy.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Looks credentials up in the control table: tenant, token and pass in one consistent read, and the
 * tenants that a pass leads to in a second one.
 */
public final class DynamoCredentialLookup implements CredentialLookup {
  private static final int ATTEMPTS = 3;

  private final DynamoDbClient dynamo;
  private final String table;

  /** A lookup in this table. */
  public DynamoCredentialLookup(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Found find(TenantId tenant, TokenId token) {
    var tenantKey = ControlKeys.tenant(tenant);
    var tokenKey = ControlKeys.token(tenant, token);
    var passKey = ControlKeys.pass(tenant, token);
    var items = items(List.of(tenantKey, tokenKey, passKey));
    return new Found(
        Optional.ofNullable(items.get(tenantKey)).map(TenantItem::decode),
        Optional.ofNullable(items.get(tokenKey)).map(TokenItem::decode),
        Optional.ofNullable(items.get(passKey)).map(GuestPassItem::decode));
  }

  @Override
  public Set<TenantId> active(Set<TenantId> tenants) {
    return items(tenants.stream().map(ControlKeys::tenant).toList()).values().stream()
        .map(TenantItem::decode)
        .filter(tenant -> tenant.standing() == Standing.ACTIVE)
        .map(Tenant::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** DynamoDB may answer for a part of the keys alone, and leave the rest to be asked again. */
  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(
      List<Map<String, AttributeValue>> keys) {
    var items = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
    Map<String, KeysAndAttributes> missing =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 0; attempt < ATTEMPTS && !missing.isEmpty(); attempt++) {
      BatchGetItemResponse answer = get(missing);
      for (var item : answer.responses().getOrDefault(table, List.of())) {
        items.put(key(item), item);
      }
      missing = answer.unprocessedKeys();
    }
    if (!missing.isEmpty()) {
      throw new Unavailable("The control table is too busy.");
    }
    return items;
  }

  private BatchGetItemResponse get(Map<String, KeysAndAttributes> keys) {
    return translated(() -> dynamo.batchGetItem(request -> request.requestItems(keys)));
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    var key = new HashMap<>(item);
    key.keySet().retainAll(List.of(ControlKeys.PARTITION, ControlKeys.SORT));
    return key;
  }
}

package dev.bulkhead.control;

import static dev.bulkhead.control.Failures.translated;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The tenants in the control table, each with its copy in the directory. */
public final class DynamoTenantRegistry implements TenantRegistry {
  private final DynamoDbClient dynamo;
  private final String table;

  /** The tenants in this table. */
  public DynamoTenantRegistry(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Tenant create(TenantId id, Instant now) {
    var tenant = new Tenant(id, Standing.ACTIVE, Optional.empty(), now);
    try {
      write(put(ControlKeys.tenant(id), tenant), put(ControlKeys.listed(id), tenant));
      return tenant;
    } catch (TransactionCanceledException e) {
      return find(id).orElseThrow(() -> e);
    }
  }

  @Override
  public Optional<Tenant> find(TenantId id) {
    var answer =
        translated(
            () ->
                dynamo.getItem(
                    get -> get.tableName(table).key(ControlKeys.tenant(id)).consistentRead(true)));
    return answer.hasItem() ? Optional.of(TenantItem.decode(answer.item())) : Optional.empty();
  }

  @Override
  public List<Tenant> list() {
    return Partition.query(dynamo, table, ControlKeys.DIRECTORY).stream()
        .map(TenantItem::decode)
        .toList();
  }

  @Override
  public void setStanding(TenantId id, Standing standing) {
    change(
        id,
        update ->
            update
                .updateExpression("SET " + TenantItem.STANDING + " = :standing")
                .expressionAttributeValues(Map.of(":standing", fromS(standing.word()))));
  }

  @Override
  public void setQuota(TenantId id, Optional<StorageQuota> quota) {
    change(
        id,
        update -> {
          if (quota.isPresent()) {
            update
                .updateExpression("SET " + TenantItem.QUOTA + " = :quota")
                .expressionAttributeValues(Map.of(":quota", Item.number(quota.get().bytes())));
          } else {
            update.updateExpression("REMOVE " + TenantItem.QUOTA);
          }
        });
  }

  /** Changes the tenant and its copy in the directory alike. */
  private void change(TenantId id, Consumer<Update.Builder> change) {
    try {
      write(update(ControlKeys.tenant(id), change), update(ControlKeys.listed(id), change));
    } catch (TransactionCanceledException e) {
      if (find(id).isPresent()) {
        throw e;
      }
      throw new NotFound("No tenant '" + id + "' exists");
    }
  }

  private void write(TransactWriteItem... both) {
    var _ =
        translated(() -> dynamo.transactWriteItems(transaction -> transaction.transactItems(both)));
  }

  private TransactWriteItem put(Map<String, AttributeValue> key, Tenant tenant) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(TenantItem.encode(key, tenant))
                    .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private TransactWriteItem update(
      Map<String, AttributeValue> key, Consumer<Update.Builder> change) {
    return TransactWriteItem.builder()
        .update(
            update ->
                change.accept(
                    update.tableName(table).key(key).conditionExpression("attribute_exists(pk)")))
        .build();
  }
}

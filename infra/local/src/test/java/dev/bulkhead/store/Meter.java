package dev.bulkhead.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the units that AWS would bill, from the items' sizes before and after each call: DynamoDB
 * Local tells too few for transactions, failed conditions and reads of nothing.
 */
final class Meter implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  Meter(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  long writeUnits() {
    return written.get();
  }

  long readUnits() {
    return read.get();
  }

  void reset() {
    written.set(0);
    read.set(0);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return write(update.tableName(), update.key(), 1, () -> dynamo.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return write(put.tableName(), put.item(), 1, () -> dynamo.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return write(delete.tableName(), delete.key(), 1, () -> dynamo.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    Supplier<TransactWriteItemsResponse> call = () -> dynamo.transactWriteItems(transaction);
    for (TransactWriteItem item : transaction.transactItems()) {
      Supplier<TransactWriteItemsResponse> inner = call;
      call = () -> write(table(item), key(item), 2, inner);
    }
    return call.get();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    GetItemResponse response = dynamo.getItem(get);
    read.addAndGet(BilledSize.readUnits(BilledSize.of(response.item())));
    return response;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    BatchGetItemResponse response = dynamo.batchGetItem(get);
    int asked = get.requestItems().values().stream().mapToInt(keys -> keys.keys().size()).sum();
    List<Map<String, AttributeValue>> items =
        response.responses().values().stream().flatMap(List::stream).toList();
    items.forEach(item -> read.addAndGet(BilledSize.readUnits(BilledSize.of(item))));
    read.addAndGet(asked - items.size());
    return response;
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    QueryResponse response = dynamo.query(query);
    read.addAndGet(BilledSize.readUnits(response.items().stream().mapToLong(BilledSize::of).sum()));
    return response;
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    // Others use the client that is metered.
  }

  private static String table(TransactWriteItem item) {
    return Stream.of(
            item.put() == null ? null : item.put().tableName(),
            item.update() == null ? null : item.update().tableName(),
            item.delete() == null ? null : item.delete().tableName(),
            item.conditionCheck() == null ? null : item.conditionCheck().tableName())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, AttributeValue> key(TransactWriteItem item) {
    return Stream.of(
            item.put() == null ? null : item.put().item(),
            item.update() == null ? null : item.update().key(),
            item.delete() == null ? null : item.delete().key(),
            item.conditionCheck() == null ? null : item.conditionCheck().key())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private <R> R write(String table, Map<String, AttributeValue> item, int times, Supplier<R> call) {
    long before = size(table, item);
    try {
      return call.get();
    } finally {
      long after = size(table, item);
      written.addAndGet(times * BilledSize.writeUnits(Math.max(before, after)));
    }
  }

  private long size(String table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = Map.of("pk", item.get("pk"), "sk", item.get("sk"));
    return BilledSize.of(
        dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item());
  }
}

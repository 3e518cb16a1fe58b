package dev.bulkhead.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts calls, and has something done before each, such as what another process does, or a death.
 */
final class Watched implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private volatile Runnable before = () -> {};

  Watched(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  void before(Runnable call) {
    before = call;
  }

  /** Items written or tried to, those of a transaction twice, since it was last asked. */
  int written() {
    return written.getAndSet(0);
  }

  /** Items got by their key, and queries, since it was last asked. */
  int read() {
    return read.getAndSet(0);
  }

  private <T> T after(AtomicInteger count, int items, Supplier<T> call) {
    before.run();
    count.addAndGet(items);
    return call.get();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return after(written, 1, () -> dynamo.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return after(written, 1, () -> dynamo.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return after(written, 1, () -> dynamo.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    int items = transaction.transactItems().size();
    return after(written, 2 * items, () -> dynamo.transactWriteItems(transaction));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    return after(read, 1, () -> dynamo.getItem(get));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    int items = get.requestItems().values().stream().mapToInt(it -> it.keys().size()).sum();
    return after(read, items, () -> dynamo.batchGetItem(get));
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    return after(read, 1, () -> dynamo.query(query));
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    // Others use the client too.
  }
}

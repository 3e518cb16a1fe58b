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
final class Watched extends ForwardingDynamo {
  private final AtomicInteger written = new AtomicInteger();
  private volatile Runnable before = () -> {};

  Watched(DynamoDbClient dynamo) {
    super(dynamo);
  }

  void before(Runnable call) {
    before = call;
  }

  /** Items written or tried to, those of a transaction twice, since it was last asked. */
  int written() {
    return written.getAndSet(0);
  }

  private <T> T after(int writes, Supplier<T> call) {
    before.run();
    written.addAndGet(writes);
    return call.get();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return after(1, () -> super.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return after(1, () -> super.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return after(1, () -> super.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    int items = transaction.transactItems().size();
    return after(2 * items, () -> super.transactWriteItems(transaction));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    return after(0, () -> super.getItem(get));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    return after(0, () -> super.batchGetItem(get));
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    return after(0, () -> super.query(query));
  }
}

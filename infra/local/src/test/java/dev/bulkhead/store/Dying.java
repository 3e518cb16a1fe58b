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

/** Makes so many more calls, and then none: what a killed process leaves behind. */
final class Dying implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  Dying(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  /** What ends the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void dieAfter(int calls) {
    left.set(calls);
  }

  private <T> T alive(Supplier<T> call) {
    if (left.getAndDecrement() <= 0) {
      left.set(0);
      throw new Killed();
    }
    return call.get();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return alive(() -> dynamo.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return alive(() -> dynamo.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return alive(() -> dynamo.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    return alive(() -> dynamo.transactWriteItems(transaction));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    return alive(() -> dynamo.getItem(get));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    return alive(() -> dynamo.batchGetItem(get));
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    return alive(() -> dynamo.query(query));
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

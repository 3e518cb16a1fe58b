package dev.bulkhead.store;

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

/** Has something done before each call, such as what another process does, or a death. */
final class Watched implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private volatile Runnable before = () -> {};

  Watched(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  void before(Runnable call) {
    before = call;
  }

  private <T> T after(Supplier<T> call) {
    before.run();
    return call.get();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return after(() -> dynamo.updateItem(update));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return after(() -> dynamo.putItem(put));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return after(() -> dynamo.deleteItem(delete));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    return after(() -> dynamo.transactWriteItems(transaction));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    return after(() -> dynamo.getItem(get));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    return after(() -> dynamo.batchGetItem(get));
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    return after(() -> dynamo.query(query));
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

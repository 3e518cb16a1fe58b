package dev.bulkhead.store;

import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Counts the read units of a store's calls; one at least for each, as AWS bills. */
final class ReadMeter implements DynamoDbClient {
  private final DynamoDbClient dynamo;
  private final DoubleAdder read = new DoubleAdder();

  ReadMeter(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  long readUnits() {
    return (long) read.sum();
  }

  void reset() {
    read.reset();
  }

  private void count(ConsumedCapacity consumed) {
    read.add(Math.max(1, consumed.capacityUnits()));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest get) {
    GetItemResponse response =
        dynamo.getItem(
            get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    count(response.consumedCapacity());
    return response;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    BatchGetItemResponse response =
        dynamo.batchGetItem(
            get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    response.consumedCapacity().forEach(this::count);
    return response;
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    QueryResponse response =
        dynamo.query(
            query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    count(response.consumedCapacity());
    return response;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest update) {
    return dynamo.updateItem(update);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest put) {
    return dynamo.putItem(put);
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
    return dynamo.deleteItem(delete);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transaction) {
    return dynamo.transactWriteItems(transaction);
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    // Others use the client that is metered.
  }
}

package dev.bulkhead.store;

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

/** Hands on what the stores ask of DynamoDB, all of it to be overridden. */
class ForwardingDynamo implements DynamoDbClient {
  private final DynamoDbClient dynamo;

  ForwardingDynamo(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
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
  public GetItemResponse getItem(GetItemRequest get) {
    return dynamo.getItem(get);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    return dynamo.batchGetItem(get);
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    return dynamo.query(query);
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    // Others use the client that is wrapped.
  }
}

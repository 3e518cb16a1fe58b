package dev.bulkhead.app;

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

/** DynamoDB in sessions that are renewed when they end: the operations that stores make. */
record RenewedDynamoDb(DynamoDbClient dynamo, Renewal renewal) implements DynamoDbClient {

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return renewal.made(() -> dynamo.batchGetItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return renewal.made(() -> dynamo.deleteItem(request));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return renewal.made(() -> dynamo.getItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return renewal.made(() -> dynamo.putItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return renewal.made(() -> dynamo.query(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return renewal.made(() -> dynamo.transactWriteItems(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return renewal.made(() -> dynamo.updateItem(request));
  }

  @Override
  public String serviceName() {
    return dynamo.serviceName();
  }

  @Override
  public void close() {
    dynamo.close();
  }
}

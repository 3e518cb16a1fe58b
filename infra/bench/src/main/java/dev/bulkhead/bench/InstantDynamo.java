package dev.bulkhead.bench;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
 * Takes every write for done and answers at once, so that what is measured is our code alone: no
 * signing, no marshalling, no network. What was written by itself can be read.
 */
final class InstantDynamo implements DynamoDbClient {
  private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
      new HashMap<>();

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of("pk", item.get("pk"), "sk", item.get("sk"));
  }

  /** Keeps what {@code TransactWriteItems} puts: that is how experiments are made. */
  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    request.transactItems().stream()
        .filter(part -> part.put() != null)
        .forEach(part -> items.put(key(part.put().item()), part.put().item()));
    return TransactWriteItemsResponse.builder().build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return PutItemResponse.builder().build();
  }

  /** Whoever asks what an item then is counts the points in it. */
  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return UpdateItemResponse.builder().attributes(Map.of("n", AttributeValue.fromN("1"))).build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    Map<String, AttributeValue> found = items.get(request.key());
    return found == null
        ? GetItemResponse.builder().build()
        : GetItemResponse.builder().item(found).build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return QueryResponse.builder().items(java.util.List.of()).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}

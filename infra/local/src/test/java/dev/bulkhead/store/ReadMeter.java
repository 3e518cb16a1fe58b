package dev.bulkhead.store;

import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Counts the read units of a store's calls; one at least for each, as AWS bills. */
final class ReadMeter extends ForwardingDynamo {
  private final DoubleAdder read = new DoubleAdder();

  ReadMeter(DynamoDbClient dynamo) {
    super(dynamo);
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
        super.getItem(get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    count(response.consumedCapacity());
    return response;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
    BatchGetItemResponse response =
        super.batchGetItem(
            get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    response.consumedCapacity().forEach(this::count);
    return response;
  }

  @Override
  public QueryResponse query(QueryRequest query) {
    QueryResponse response =
        super.query(query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    count(response.consumedCapacity());
    return response;
  }
}

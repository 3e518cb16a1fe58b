package dev.bulkhead.app;

import dev.bulkhead.domain.Consumption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
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

/**
 * Asks DynamoDB with each request what it charges for it, and notes the answer: of the requests
 * that {@link RenewedDynamoDb} lets stores make, which are all there are.
 */
final class CountedUnits implements ExecutionInterceptor {
  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes about) {
    return switch (context.request()) {
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(TOTAL).build();
      case BatchGetItemRequest get -> get.toBuilder().returnConsumedCapacity(TOTAL).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(TOTAL).build();
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(TOTAL).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(TOTAL).build();
      case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(TOTAL).build();
      case TransactWriteItemsRequest write ->
          write.toBuilder().returnConsumedCapacity(TOTAL).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes about) {
    switch (context.response()) {
      case GetItemResponse got -> read(got.consumedCapacity());
      case BatchGetItemResponse got -> got.consumedCapacity().forEach(CountedUnits::read);
      case QueryResponse found -> read(found.consumedCapacity());
      case PutItemResponse put -> written(put.consumedCapacity());
      case UpdateItemResponse updated -> written(updated.consumedCapacity());
      case DeleteItemResponse deleted -> written(deleted.consumedCapacity());
      case TransactWriteItemsResponse written -> transaction(written.consumedCapacity());
      default -> {
        // No other kind of request is asked.
      }
    }
  }

  private static void read(@Nullable ConsumedCapacity consumed) {
    if (consumed != null) {
      Consumption.note(units(consumed.capacityUnits()), 0);
    }
  }

  private static void written(@Nullable ConsumedCapacity consumed) {
    if (consumed != null) {
      Consumption.note(0, units(consumed.capacityUnits()));
    }
  }

  /** One that was done already, when the SDK tries again, reads and says so. */
  private static void transaction(List<ConsumedCapacity> tables) {
    for (ConsumedCapacity consumed : tables) {
      double read = units(consumed.readCapacityUnits());
      Consumption.note(read, units(consumed.capacityUnits()) - read);
    }
  }

  private static double units(@Nullable Double told) {
    return told == null ? 0 : told;
  }
}

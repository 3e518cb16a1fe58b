package dev.bulkhead.control;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads everything under one partition key, page after page. */
final class Partition {
  private Partition() {}

  static Stream<Map<String, AttributeValue>> query(
      DynamoDbClient dynamo, String table, String partition) {
    return dynamo
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :partition")
                    .expressionAttributeValues(Map.of(":partition", fromS(partition)))
                    .consistentRead(true))
        .items()
        .stream();
  }
}

package dev.bulkhead.control;

import static dev.bulkhead.control.Failures.translated;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads everything under one partition key, page after page. */
final class Partition {
  private Partition() {}

  static List<Map<String, AttributeValue>> query(
      DynamoDbClient dynamo, String table, String partition) {
    return translated(
        () ->
            dynamo
                .queryPaginator(
                    query ->
                        query
                            .tableName(table)
                            .keyConditionExpression("pk = :partition")
                            .expressionAttributeValues(Map.of(":partition", fromS(partition)))
                            .consistentRead(true))
                .items()
                .stream()
                .toList());
  }
}

package dev.bulkhead.store.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A part of a partition, from one sort key to another, in which neither of the two need be. */
record Range(String partition, String from, String to) {
  /** Less than every character that goes on a sort key, and greater than each of them. */
  private static final String FIRST = "!";

  static final String LAST = "~";

  static Range of(String partition) {
    return new Range(partition, FIRST, LAST);
  }

  static Range startingWith(String partition, String prefix) {
    return new Range(partition, prefix, prefix + LAST);
  }

  Range after(Key key) {
    return from(key.sort() + FIRST);
  }

  /** What lies before a key, within this range. */
  Range before(Key key) {
    int last = key.sort().length() - 1;
    char less = (char) (key.sort().charAt(last) - 1);
    return new Range(partition, from, key.sort().substring(0, last) + less + LAST);
  }

  Range from(String sort) {
    return new Range(partition, sort, to);
  }

  QueryRequest.Builder request() {
    return QueryRequest.builder()
        .keyConditionExpression("pk = :p AND sk BETWEEN :a AND :b")
        .expressionAttributeValues(
            Map.of(":p", Values.of(partition), ":a", Values.of(from), ":b", Values.of(to)));
  }
}

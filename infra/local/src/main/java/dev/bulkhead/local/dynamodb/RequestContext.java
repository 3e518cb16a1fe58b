package dev.bulkhead.local.dynamodb;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the condition keys that DynamoDB sends with one request. */
final class RequestContext {
  private static final String CAPACITY = "ReturnConsumedCapacity";

  private final Map<String, List<String>> keys = new HashMap<>();

  RequestContext leadingKeys(Collection<String> values) {
    return put("dynamodb:LeadingKeys", values);
  }

  RequestContext attributes(Collection<String> names) {
    return put("dynamodb:Attributes", names);
  }

  /** What is read: as said, or else as DynamoDB takes it to be. */
  RequestContext select(Members request) {
    boolean some = request.has("ProjectionExpression") || request.has("AttributesToGet");
    String whole = request.has("IndexName") ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
    String select = request.string("Select").orElse(some ? "SPECIFIC_ATTRIBUTES" : whole);
    return select(select);
  }

  RequestContext select(String what) {
    return put("dynamodb:Select", List.of(what));
  }

  RequestContext returnValues(Members request) {
    return put("dynamodb:ReturnValues", request.string("ReturnValues").stream().toList());
  }

  /**
   * @param call the whole call: in a batch or transaction the member stands outside the entries
   */
  RequestContext capacity(Members call) {
    return put("dynamodb:ReturnConsumedCapacity", call.string(CAPACITY).stream().toList());
  }

  RequestContext enclosedBy(String operation) {
    return put("dynamodb:EnclosingOperation", List.of(operation));
  }

  Map<String, List<String>> keys() {
    return keys;
  }

  private RequestContext put(String key, Collection<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, List.copyOf(values));
    }
    return this;
  }
}

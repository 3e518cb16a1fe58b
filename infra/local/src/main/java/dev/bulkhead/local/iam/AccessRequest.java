package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Map;

/**
 * One question to IAM: may this action be done to this resource, in this context?
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource the ARN of one table, bucket or object
 * @param context condition keys with their values; a key that AWS does not send for this action is
 *     absent, which is not the same as present without values
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {

  /** Copies the context. */
  public AccessRequest {
    context = Map.copyOf(context);
  }
}

package dev.bulkhead.local.template;

import java.util.List;
import java.util.Map;

/**
 * A role of the template.
 *
 * @param trust the document that says who may assume it
 * @param policies the documents that say what it may do
 */
public record IamRole(
    String id,
    String name,
    String arn,
    Map<String, Object> trust,
    List<Map<String, Object>> policies) {

  /** Copies the collections. */
  public IamRole {
    trust = Map.copyOf(trust);
    policies = List.copyOf(policies);
  }
}

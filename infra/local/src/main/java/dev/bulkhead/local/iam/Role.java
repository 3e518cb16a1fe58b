package dev.bulkhead.local.iam;

import java.util.List;

/**
 * A role of the template.
 *
 * @param trust who may assume it
 * @param policies what whoever has assumed it may do
 */
public record Role(String name, String arn, PolicyDocument trust, List<PolicyDocument> policies) {

  /** Refuses policies of the wrong kind and copies the list. */
  public Role {
    policies = List.copyOf(policies);
    if (trust.type() != PolicyType.TRUST
        || policies.stream().anyMatch(p -> p.type() != PolicyType.IDENTITY)) {
      throw new IllegalArgumentException("A role has one trust policy and identity policies");
    }
  }

  String account() {
    return arn.split(":", 6)[4];
  }
}

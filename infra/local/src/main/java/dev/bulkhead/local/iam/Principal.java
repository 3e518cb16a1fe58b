package dev.bulkhead.local.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who holds an access key, and every policy that holds for them.
 *
 * @param arn the role's or user's own ARN; a session's ARN is its identity's
 * @param sessionPolicies none for no restriction; a policy that allows nothing is a restriction
 */
record Principal(
    Identity identity,
    Kind kind,
    String arn,
    List<PolicyDocument> policies,
    List<PolicyDocument> sessionPolicies,
    Map<String, String> tags,
    Instant issued) {

  /** The values of {@code aws:PrincipalType} that can occur here. */
  enum Kind {
    ASSUMED_ROLE("AssumedRole"),
    USER("User");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  Principal {
    policies = List.copyOf(policies);
    sessionPolicies = List.copyOf(sessionPolicies);
    tags = Map.copyOf(tags);
  }

  Set<String> names() {
    // A user's own ARN is its principal ARN too.
    return Stream.of(identity.principalArn(), Principals.root(account()), arn)
        .collect(Collectors.toSet());
  }

  private String account() {
    return arn.split(":", 6)[4];
  }

  /** AWS's unique id of the principal; a role's is followed by the session's name. */
  String userId() {
    String name = identity.principalArn().substring(identity.principalArn().lastIndexOf('/') + 1);
    return kind == Kind.USER
        ? AccessKeys.uniqueId("AIDA", arn)
        : AccessKeys.uniqueId("AROA", arn) + ":" + name;
  }

  /** The keys that every request of this principal carries. */
  Map<String, List<String>> context() {
    Map<String, List<String>> context = new HashMap<>();
    tags.forEach((key, value) -> context.put("aws:PrincipalTag/" + key, List.of(value)));
    context.put("aws:PrincipalArn", List.of(arn));
    context.put("aws:PrincipalAccount", List.of(account()));
    context.put("aws:PrincipalType", List.of(kind.label));
    context.put("aws:userid", List.of(userId()));
    switch (kind) {
      case USER -> context.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
      case ASSUMED_ROLE -> context.put("aws:TokenIssueTime", List.of(issued.toString()));
    }
    return context;
  }
}

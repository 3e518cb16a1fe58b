package dev.bulkhead.local.iam;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What AssumeRole makes a session of.
 *
 * @param sessionPolicies none for no restriction beyond the role's own policies
 * @param tags the session's principal tags
 */
public record SessionRequest(
    Role role,
    String name,
    Duration duration,
    List<PolicyDocument> sessionPolicies,
    Map<String, String> tags) {

  /** Copies the collections and refuses policies of another kind. */
  public SessionRequest {
    sessionPolicies = List.copyOf(sessionPolicies);
    tags = Map.copyOf(tags);
    if (sessionPolicies.stream().anyMatch(p -> p.type() != PolicyType.SESSION)) {
      throw new IllegalArgumentException("A session is narrowed by session policies only");
    }
  }
}

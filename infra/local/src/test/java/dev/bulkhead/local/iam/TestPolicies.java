package dev.bulkhead.local.iam;

/** Policies that more than one test needs. */
public final class TestPolicies {
  private TestPolicies() {}

  /** Lets any caller of the account assume the role and tag the session. */
  public static PolicyDocument trustsEverybody() {
    return PolicyDocument.parse(
        PolicyType.TRUST,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"},
         "Action": ["sts:AssumeRole", "sts:TagSession"]}}
        """);
  }

  /** Allows everything, as the policy of an identity or of a session. */
  public static PolicyDocument allowsEverything(PolicyType type) {
    return PolicyDocument.parse(
        type,
        """
        {"Version": "2012-10-17",
         "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
        """);
  }
}

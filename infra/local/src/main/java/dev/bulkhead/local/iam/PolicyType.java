package dev.bulkhead.local.iam;

/** Where a policy is attached, which decides its grammar and how a denial names it. */
public enum PolicyType {
  /** What a role or operator may do. */
  IDENTITY("identity-based", false, true),
  /** What AssumeRole was handed to narrow one session. */
  SESSION("session", false, true),
  /** What a bucket or table says of everybody who comes to it. */
  RESOURCE("resource-based", true, true),
  /** Who may assume a role; its resource is the role itself. */
  TRUST("role trust", true, false);

  private final String label;
  private final boolean namesPrincipals;
  private final boolean namesResources;

  PolicyType(String label, boolean namesPrincipals, boolean namesResources) {
    this.label = label;
    this.namesPrincipals = namesPrincipals;
    this.namesResources = namesResources;
  }

  String label() {
    return label;
  }

  boolean namesPrincipals() {
    return namesPrincipals;
  }

  boolean namesResources() {
    return namesResources;
  }
}

package dev.bulkhead.local.iam;

import java.util.List;

/**
 * Gathers what the policies say of one question. An explicit deny beats everything, whichever
 * policy it comes from and however late that is asked.
 */
final class Verdict {
  private final Question question;
  private Decision decision = new Decision.Allowed();

  private Verdict(Question question) {
    this.question = question;
  }

  static Verdict of(Question question) {
    return new Verdict(question);
  }

  /** One of these policies must allow; to have none at all is no restriction for a session only. */
  Verdict needs(PolicyType type, List<PolicyDocument> policies) {
    obeys(policies);
    boolean unrestricted = type == PolicyType.SESSION && policies.isEmpty();
    if (decision.isAllowed()
        && !unrestricted
        && policies.stream().noneMatch(p -> p.allows(question))) {
      decision = new Decision.NotAllowed(type);
    }
    return this;
  }

  /** None of these policies may deny. */
  Verdict obeys(List<PolicyDocument> policies) {
    if (!(decision instanceof Decision.Denied)) {
      policies.stream()
          .filter(p -> p.denies(question))
          .findFirst()
          .ifPresent(p -> decision = new Decision.Denied(p.type()));
    }
    return this;
  }

  Decision decision() {
    return decision;
  }
}

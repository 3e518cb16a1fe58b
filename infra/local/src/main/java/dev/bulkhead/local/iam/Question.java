package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Set;

/**
 * What a statement is asked: who wants to do what to which resource, and in which context.
 *
 * @param principals every name by which a policy can mean the caller
 */
record Question(Set<String> principals, String action, String resource, Context context) {

  boolean fitsAny(List<PolicyString> patterns, String text) {
    return patterns.stream()
        .anyMatch(p -> p.resolve(context).filter(g -> g.matches(text)).isPresent());
  }
}

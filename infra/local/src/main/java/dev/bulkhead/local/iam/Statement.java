package dev.bulkhead.local.iam;

import java.util.List;

/** One statement of a policy. */
record Statement(
    Effect effect,
    Principals principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {

  Statement {
    conditions = List.copyOf(conditions);
  }

  boolean appliesTo(Question question) {
    return principals.include(question)
        && actions.cover(question)
        && resources.cover(question)
        && conditions.stream().allMatch(c -> c.holds(question.context()));
  }
}

package dev.bulkhead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that is measured over HTTP, in the order of its numbers. */
final class Workloads {
  private Workloads() {}

  /**
   * The cases of some workloads.
   *
   * @param only their numbers; all if there are none
   */
  static List<Case> cases(Plan plan, Set<String> only) {
    var cases = new ArrayList<Case>();
    cases.addAll(Writing.cases());
    cases.addAll(Histories.cases(plan));
    return cases.stream().filter(c -> only.isEmpty() || only.contains(c.workload())).toList();
  }
}

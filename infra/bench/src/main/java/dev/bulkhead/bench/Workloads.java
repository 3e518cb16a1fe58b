package dev.bulkhead.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that is measured over HTTP, in the order of its numbers. */
final class Workloads {
  private Workloads() {}

  /**
   * The cases of some workloads.
   *
   * @param only their numbers; all if there are none
   */
  static List<Case> cases(Plan plan, Set<String> only) {
    List<Searching> searched = plan.runs().stream().map(Searching::new).toList();
    return Stream.of(
            Writing.cases(),
            Searching.cases(searched),
            Histories.cases(plan),
            Artifacts.cases(plan),
            Tenants.cases(plan, searched.getLast()))
        .flatMap(List::stream)
        .filter(what -> only.isEmpty() || only.contains(what.workload()))
        .toList();
  }
}

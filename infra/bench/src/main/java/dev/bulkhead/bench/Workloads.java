package dev.bulkhead.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that is measured over HTTP, in the order of its numbers. */
final class Workloads {
  private Workloads() {}

  /**
   * The cases of some workloads; first those that take longest to be made ready.
   *
   * @param searched the experiments of W5
   * @param only their numbers; all if there are none
   */
  static List<Case> cases(Plan plan, List<Searching> searched, Set<String> only) {
    return Stream.of(
            Searching.cases(searched),
            Writing.cases(),
            Histories.cases(plan),
            Artifacts.cases(plan),
            Tenants.cases(plan, searched.getLast()))
        .flatMap(List::stream)
        .filter(what -> only.isEmpty() || only.contains(what.workload()))
        .toList();
  }

  /** The same cases by their series. */
  static List<List<Case>> series(List<Case> cases) {
    Map<String, List<Case>> series = new LinkedHashMap<>();
    for (Case what : cases) {
      series.computeIfAbsent(what.series(), _ -> new ArrayList<>()).add(what);
    }
    return List.copyOf(series.values());
  }

  /** The same cases: of each workload the first series, then of each the second, and so on. */
  static List<Case> inTurns(List<Case> cases) {
    Map<String, Integer> seen = new HashMap<>();
    Map<Integer, List<Case>> turns = new TreeMap<>();
    for (List<Case> series : series(cases)) {
      int turn = seen.merge(series.getFirst().workload(), 1, Integer::sum);
      turns.computeIfAbsent(turn, _ -> new ArrayList<>()).addAll(series);
    }
    return turns.values().stream().flatMap(List::stream).toList();
  }
}

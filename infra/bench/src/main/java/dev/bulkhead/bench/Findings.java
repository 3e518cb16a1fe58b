package dev.bulkhead.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run found out.
 *
 * @param command how it was started
 * @param quiet what else the machine did
 * @param leftOut servers that could not be had, and why
 * @param notRun cases that were not measured, and why
 */
record Findings(
    String command,
    Instant start,
    String machine,
    Quiet quiet,
    Plan plan,
    List<Server> servers,
    List<String> leftOut,
    List<Result> results,
    List<String> notRun,
    List<ColdSearches.Figure> coldSearches,
    List<OwnCpu.Figure> ownCpu,
    List<ColdStarts.Figure> coldStarts,
    Costs costs) {

  /** The peers, without the one that does nothing. */
  List<Server> peers() {
    return servers.stream().filter(s -> !s.isBulkhead() && !s.name().equals(Echo.NAME)).toList();
  }

  Optional<Server> bulkhead() {
    return servers.stream().filter(Server::isBulkhead).findFirst();
  }

  /** The results of a workload whose names begin so. */
  List<Result> of(String workload, String beginning) {
    return results.stream()
        .filter(r -> r.what().workload().equals(workload))
        .filter(r -> r.what().name().startsWith(beginning))
        .toList();
  }
}

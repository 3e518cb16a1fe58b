package dev.bulkhead.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All that was seen of one case. */
record Result(Case what, List<Sample> samples) {

  static List<Result> of(List<Sample> samples) {
    Map<Case, List<Sample>> byCase = new LinkedHashMap<>();
    samples.forEach(s -> byCase.computeIfAbsent(s.what(), _ -> new ArrayList<>()).add(s));
    return byCase.entrySet().stream().map(e -> new Result(e.getKey(), e.getValue())).toList();
  }

  List<Server> servers() {
    return samples.stream().map(Sample::server).distinct().toList();
  }

  List<Sample> of(Server server) {
    return samples.stream().filter(s -> s.server().equals(server)).toList();
  }

  /** Of a server, round by round. */
  double[] figures(Server server, ToDoubleFunction<Sample> figure) {
    return figures(of(server), figure);
  }

  private static double[] figures(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).toArray();
  }

  Spread spread(Server server, ToDoubleFunction<Sample> figure) {
    return Spread.of(of(server), figure);
  }

  /**
   * How many times as much Bulkhead did as a peer, each round compared with itself; at a given rate
   * all do the same, and what is compared is how soon. Empty if either did nothing.
   */
  Optional<Spread> ratio(Server peer) {
    List<Sample> theirs = of(peer);
    List<Sample> ours = samples.stream().filter(s -> s.server().isBulkhead()).toList();
    if (peer.isBulkhead() || ours.size() != theirs.size() || theirs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        what.rate() == 0
            ? Spread.ofRatios(figures(ours, Sample::rate), figures(theirs, Sample::rate))
            : Spread.ofRatios(figures(theirs, Sample::p50), figures(ours, Sample::p50)));
  }
}

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
    var ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] =
          what.rate() == 0
              ? ours.get(i).rate() / theirs.get(i).rate()
              : theirs.get(i).p50() / ours.get(i).p50();
    }
    return Optional.of(Spread.of(ratios));
  }
}

package dev.bulkhead.bench;

import dev.bulkhead.bench.Scenario.Prepared;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets servers take turns: in each round of a case every server is measured once, one after the
 * other, so that whatever the machine does besides falls on all of them. So do cases of a series.
 */
final class Bench {
  private final Plan plan;
  private final Instant start;
  private final List<Server> servers;
  private final Map<Server, Mlflow> clients = new LinkedHashMap<>();
  private final List<String> notRun = new ArrayList<>();
  private @Nullable Quiet quiet;

  /**
   * Nothing measured yet.
   *
   * @param start from which on the plan's limit counts
   */
  Bench(Plan plan, Instant start, List<Server> servers) {
    this.plan = plan;
    this.start = start;
    this.servers = List.copyOf(servers);
  }

  /**
   * What was measured, and what was not, each with its reason.
   *
   * @param quiet how quiet the machine was before the first turn, when the servers had nothing to
   *     do
   */
  record Outcome(List<Sample> samples, List<String> notRun, Quiet quiet) {
    /** The same, and one more that was not measured. */
    Outcome andNot(String what) {
      Progress.say("    " + what);
      return new Outcome(samples, Stream.concat(notRun.stream(), Stream.of(what)).toList(), quiet);
    }
  }

  /** Measures the cases; one that fails, or whose turn comes too late, is named and left out. */
  Outcome run(List<Case> cases) throws IOException {
    for (Server server : servers) {
      clients.put(server, Mlflow.of(server));
    }
    var samples = new ArrayList<Sample>();
    int number = 0;
    for (List<Case> series : Workloads.series(cases)) {
      if (Instant.now().isAfter(start.plus(plan.limit()))) {
        series.forEach(this::late);
        continue;
      }
      for (Case what : series) {
        number++;
        Progress.say("[%d/%d] %s".formatted(number, cases.size(), what.title()));
      }
      samples.addAll(measure(series));
    }
    for (Mlflow client : clients.values()) {
      client.close();
    }
    return new Outcome(samples, notRun, quiet == null ? Quiet.now() : quiet);
  }

  private void late(Case what) {
    notRun.add("%s: not run, as the time of this run was up".formatted(what.title()));
    Progress.say(notRun.getLast());
  }

  /** A case of one server, ready for its turns. */
  private record Ready(Case what, Server server, Prepared prepared) {
    boolean has(Sample sample) {
      return sample.what().equals(what) && sample.server().equals(server);
    }
  }

  private List<Sample> measure(List<Case> series) throws IOException {
    var all = new ArrayList<Ready>();
    for (Case what : series) {
      for (Server server : servers) {
        if (what.peers().take(server, servers)) {
          ready(what, server).ifPresent(p -> all.add(new Ready(what, server, p)));
        }
      }
    }
    if (quiet == null) {
      quiet = Quiet.now();
    }
    var samples = new ArrayList<Sample>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Ready ready : List.copyOf(all)) {
        try {
          samples.add(turn(ready, round));
        } catch (IOException | RuntimeException e) {
          failed(ready.what(), ready.server(), e);
          all.remove(ready);
          samples.removeIf(ready::has);
        }
      }
    }
    for (Case what : series) {
      if (series.size() > 1) {
        Progress.say("  " + what.title());
      }
      all.stream().filter(ready -> ready.what().equals(what)).forEach(r -> tell(r, samples));
    }
    return samples;
  }

  private void failed(Case what, Server server, Exception e) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    notRun.add("%s, %s: failed: %s".formatted(what.title(), server.name(), Markdown.inLine(why)));
    Progress.say("    " + notRun.getLast());
  }

  /** Prepares a case and warms the server up with it; a server that cannot do it is left out. */
  private Optional<Prepared> ready(Case what, Server server) {
    try {
      Prepared prepared = what.scenario().prepare(client(server), plan.seed());
      prepared.refill().run();
      Load.Outcome seen = Load.run(what, prepared, plan.warmUp());
      if (seen.times().getTotalCount() == 0) {
        throw new IOException(seen.failure());
      }
      return Optional.of(prepared);
    } catch (IOException | RuntimeException e) {
      failed(what, server, e);
      return Optional.empty();
    }
  }

  private Mlflow client(Server server) throws IOException {
    Mlflow client = clients.get(server);
    return client == null ? Mlflow.of(server) : client;
  }

  private Sample turn(Ready ready, int round) throws IOException {
    Case what = ready.what();
    Server server = ready.server();
    ready.prepared().refill().run();
    Usage before = server.usage();
    Usage own = Usage.of(ProcessHandle.current());
    Load.Outcome seen = Load.run(what, ready.prepared(), plan.seconds());
    if (seen.times().getTotalCount() == 0) {
      throw new IOException("no call was answered: " + seen.failure());
    }
    Usage ownAfter = Usage.of(ProcessHandle.current());
    double generator = ownAfter.cpu().minus(own.cpu()).toNanos() / 1e9 / seen.seconds();
    return Sample.of(what, server, round, seen, before, server.usage(), generator);
  }

  private void tell(Ready ready, List<Sample> samples) {
    List<Sample> own = samples.stream().filter(ready::has).toList();
    Progress.say(
        "    %-18s %,12.1f %s/s   p50 %,9.2f ms   p99 %,9.2f ms   %,7.2f ms CPU a call"
            .formatted(
                ready.server().name(),
                Spread.of(own, Sample::rate).median(),
                own.getFirst().what().unit(),
                Spread.of(own, Sample::p50).median(),
                Spread.of(own, Sample::p99).median(),
                Spread.of(own, Sample::cpu).median()));
    own.stream()
        .filter(s -> s.errors() > 0)
        .findFirst()
        .ifPresent(s -> Progress.say("      %d errors: %s".formatted(s.errors(), s.failure())));
  }
}

package dev.bulkhead.bench;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Servers that are named and nothing more, and what was found out about them. */
final class Servers {
  private Servers() {}

  static Server named(String name) {
    return new Server(
        name,
        "1",
        URI.create("http://127.0.0.1"),
        Server.Tenants.NONE,
        Server.Filler.API,
        List.of());
  }

  /** Of these samples, with one peer left out and one case not run. */
  static Findings findings(List<Server> servers, Sample... samples) {
    return findings(servers, List.of(), samples);
  }

  /** The same, with first searches. */
  static Findings findings(
      List<Server> servers, List<ColdSearches.Figure> searches, Sample... samples) {
    return new Findings(
        "",
        Instant.EPOCH,
        "",
        new Quiet(0, 0),
        Plan.quick(1),
        servers,
        List.of("postgresql"),
        Result.of(List.of(samples)),
        List.of("W4, fasttrackml: failed: refused"),
        searches,
        List.of(),
        List.of(),
        new Costs(List.of()));
  }
}

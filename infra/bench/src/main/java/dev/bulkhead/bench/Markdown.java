package dev.bulkhead.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the report that people read. */
final class Markdown {
  private final Findings found;
  private final StringBuilder text = new StringBuilder();

  private Markdown(Findings found) {
    this.found = found;
  }

  static String of(Findings found) {
    var markdown = new Markdown(found);
    markdown.head();
    markdown.ratios();
    markdown.figures();
    markdown.costs();
    markdown.ownCpu();
    return markdown.text.toString();
  }

  @FormatMethod
  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }

  private void head() {
    line("# Performance\n");
    line(
        "Written by `%s` on %s; not by hand. Seed %d, %d rounds of %s s.\n",
        found.command(),
        found.date(),
        found.plan().seed(),
        found.plan().rounds(),
        figure(found.plan().seconds()));
    line(
        "Machine: %s. The load generator runs on it too, and whatever else does.\n",
        found.machine());
    line("| server | what |");
    line("|---|---|");
    found.servers().forEach(server -> line("| %s | %s |", server.name(), server.version()));
    line("");
    found.leftOut().forEach(reason -> line("Left out: %s\n", reason));
    line(
        "Absolute times differ from machine to machine. What can be compared are ratios within a run: in each round every server takes its turn, one after the other, and each round is compared with itself. All figures are medians of the rounds, with the least and the most. `echo` answers everything with `{}`: it is the limit of the load generator. Where a rate is given, calls arrive whether or not earlier ones are done, and each one's time counts from when it was due.\n");
  }

  private void ratios() {
    List<Server> peers =
        found.servers().stream()
            .filter(s -> !s.isBulkhead() && !s.name().equals(Echo.NAME))
            .toList();
    if (peers.isEmpty()) {
      return;
    }
    line("## How many times as fast as the peers\n");
    line("![ratios](performance/ratios.png)\n");
    line("| | %s |", peers.stream().map(Server::name).collect(Collectors.joining(" | ")));
    line("|---|%s", "---|".repeat(peers.size()));
    for (Result result : found.results()) {
      if (peers.stream().anyMatch(peer -> result.ratio(peer).isPresent())) {
        line(
            "| %s | %s |",
            result.what().title(),
            peers.stream()
                .map(peer -> result.ratio(peer).map(Markdown::spread).orElse(""))
                .collect(Collectors.joining(" | ")));
      }
    }
    line("");
  }

  private void figures() {
    line("## All figures\n");
    line(
        "CPU is the processor time of all the server's processes for each call; for Bulkhead that is the whole local AWS, emulators included. Memory is resident, at the end of a turn.\n");
    line(
        "| case | server | a second | p50 ms | p95 ms | p99 ms | CPU ms | memory MB | generator's CPUs |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (Result result : found.results()) {
      for (Server server : result.servers()) {
        List<Sample> own = result.of(server);
        line(
            "| %s | %s | %s %s | %s | %s | %s | %s | %.0f | %.2f |%s",
            result.what().title(),
            server.name(),
            spread(result.spread(server, Sample::rate)),
            result.what().unit(),
            figure(Spread.of(own, Sample::p50).median()),
            figure(Spread.of(own, Sample::p95).median()),
            figure(Spread.of(own, Sample::p99).median()),
            figure(Spread.of(own, Sample::cpu).median()),
            Spread.of(own, s -> s.memory() / 1e6).median(),
            Spread.of(own, Sample::generator).median(),
            errors(own));
      }
    }
    line("");
  }

  private static String errors(List<Sample> samples) {
    long errors = samples.stream().mapToLong(Sample::errors).sum();
    return errors == 0 ? "" : " <!-- %d errors -->".formatted(errors);
  }

  private void costs() {
    if (found.costs().operations().isEmpty()) {
      return;
    }
    line("## Cost\n");
    line(
        "Write and read units as AWS bills them, from `units.tsv`, to which a test holds every operation exactly. Dollars by us-east-1 list prices: $0.625 a million write units, $0.125 a million read units; the last column adds $1.00 a million calls of the HTTP API and $0.20 a million invocations, but not the time that functions run.\n");
    line("| operation | WRU | RRU | at most | $ a million, DynamoDB | with API and invocation |");
    line("|---|---|---|---|---|---|");
    for (Costs.Operation operation : found.costs().operations()) {
      line(
          "| %s | %s | %s | %s | %s | %s |",
          operation.name(),
          figure(operation.written()),
          figure(operation.read()),
          operation.target(),
          figure(operation.dynamo() * 1e6),
          figure(operation.whole() * 1e6));
    }
    line("");
  }

  private void ownCpu() {
    if (found.ownCpu().isEmpty()) {
      return;
    }
    line("## Our own CPU for each call (O1)\n");
    line(
        "Edge, JSON, session policy, operation, keys and packing, on a warm function whose DynamoDB answers at once: what is left when the SDK and the emulators are taken away.\n");
    line("| call | µs of one core |");
    line("|---|---|");
    found.ownCpu().forEach(own -> line("| %s | %s |", own.call(), spread(own.micros())));
    line("");
  }

  private static String spread(Spread spread) {
    return "%s (%s–%s)"
        .formatted(figure(spread.median()), figure(spread.least()), figure(spread.most()));
  }

  /** Three digits, as no figure here is truer than that. */
  static String figure(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%,." + Math.clamp(3 - before, 0, 6) + "f", value);
  }
}

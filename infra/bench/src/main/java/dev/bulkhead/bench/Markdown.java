package dev.bulkhead.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the report that people read. */
final class Markdown {
  private static final int LONGEST = 200;

  private final Findings found;
  private final StringBuilder text = new StringBuilder();

  private Markdown(Findings found) {
    this.found = found;
  }

  static String of(Findings found) {
    var markdown = new Markdown(found);
    markdown.text.append(Preface.of(found));
    markdown.targets();
    markdown.missing();
    markdown.ratios();
    markdown.figures();
    markdown.costs();
    markdown.coldStarts();
    markdown.coldSearches();
    markdown.ownCpu();
    return markdown.text.toString();
  }

  /** A failure's text, short and such that it breaks no table and no line. */
  static String inLine(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("[|<>`]", "'").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  @FormatMethod
  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }

  private void targets() {
    line("## Targets\n");
    line("| | target | measured | | |");
    line("|---|---|---|---|---|");
    for (Targets.Target target : Targets.of(found)) {
      line(
          "| %s | %s | %s | %s | %s |",
          target.what(),
          target.wanted(),
          target.seen().isPresent() ? figure(target.seen().getAsDouble()) : "",
          target.verdict(),
          target.remark());
    }
    line("");
  }

  private void missing() {
    line("## Not measured\n");
    line("- Anything on AWS itself: all of this is one machine.");
    found.leftOut().forEach(reason -> line("- Left out: %s", reason));
    found.notRun().forEach(reason -> line("- %s", reason));
    line("");
  }

  private void ratios() {
    List<Server> peers = found.peers();
    if (peers.isEmpty()) {
      return;
    }
    line("## How many times as fast as the peers\n");
    for (Server peer : Plots.drawn(found)) {
      line("![Beside %s](performance/%s.png)\n", peer.name(), Plots.name(peer));
    }
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
        "| case | server | a second | p50 ms | p95 ms | p99 ms | CPU ms | memory MB | generator's CPUs | errors |");
    line("|---|---|---|---|---|---|---|---|---|---|");
    for (Result result : found.results()) {
      for (Server server : result.servers()) {
        List<Sample> own = result.of(server);
        line(
            "| %s | %s | %s %s | %s | %s | %s | %s | %.0f | %.2f | %s |",
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
    return errors == 0 ? "" : "%,d".formatted(errors);
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

  private void coldStarts() {
    if (found.coldStarts().isEmpty()) {
      return;
    }
    line("## Cold start (C1)\n");
    line(
        "Each function under Lambda's own runtime client in a fresh JVM on one core, with the options that Lambda gives it. *Plain*: both compilers, from the start of the JVM to the first answer. *C1*: the same with the quick compiler alone, as Lambda starts Java without SnapStart; beside it in each round a handler that calls the same services by the SDK alone. *Primed*: from the first event after SnapStart's hooks to its answer, both compilers; the process is not stored and restored in between, as only Lambda can do that, so restoring is not in it.\n");
    line(
        "| function | event | services | plain ms | C1 ms | SDK alone, C1 ms | times | primed ms |");
    line("|---|---|---|---|---|---|---|---|");
    for (ColdStarts.Figure cold : found.coldStarts()) {
      line(
          "| %s | %s | %s | %s | %s | %s | %s | %s |",
          cold.function(),
          cold.event(),
          cold.calls(),
          spread(cold.plain()),
          spread(cold.c1()),
          spread(cold.bare()),
          spread(cold.ratio()),
          spread(cold.primed()));
    }
    line("");
  }

  private void coldSearches() {
    if (found.coldSearches().isEmpty()) {
      return;
    }
    line("## First search of a cold function (W5)\n");
    line(
        "Of a function that is primed like those above but has read nothing of the experiment: from its first event to the answer, on one core, what it needs of the experiment read from S3 and unpacked: all runs in the order of a metric; newest first, a segment or two. In each round the same is asked of a warm server.\n");
    line("| search | first ms | warm server | ms | times |");
    line("|---|---|---|---|---|");
    for (ColdSearches.Figure search : found.coldSearches()) {
      line(
          "| %s | %s | %s | %s | %s |",
          search.name(),
          spread(search.first()),
          search.beside().name(),
          spread(search.warm()),
          spread(search.times()));
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

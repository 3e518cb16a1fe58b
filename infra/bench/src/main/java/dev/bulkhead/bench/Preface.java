package dev.bulkhead.bench;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands before the figures: what was measured, where, when and how. */
final class Preface {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Seconds after which a JVM has compiled what it is asked for all the time. */
  private static final double WARM = 5;

  private Preface() {}

  static String of(Findings found) {
    Plan plan = found.plan();
    return """
        # Performance

        Bulkhead's local stack, which is the deployed functions on emulated AWS services, beside other
        MLflow servers on the same machine. Written by `%s` on %s, not by hand; the same command
        measures again and writes this file anew, and `./bulkhead help bench` tells its options. It
        needs a JDK 25, Maven and Python 3; PostgreSQL is measured too if `postgres` and `initdb` are
        on the PATH.

        - Machine: %s. The load generator runs on it too.
        - %s
        - Seed %d; %d rounds of %s s for each case and server, after %s s of warm-up.%s

        | server | what |
        |---|---|
        %s

        Absolute times differ from machine to machine. What can be compared are ratios within a run:
        in each round every server takes its turn, one after the other, and so do cases that are
        compared with each other; each round is compared with itself. All figures are medians of the
        rounds, with the least and the most. `echo` answers everything with the same few bytes: it is
        the limit of the load generator. Where a rate is given, calls arrive whether or not earlier
        ones are done, and each one's time counts from when it was due.

        """
        .formatted(
            found.command(),
            MINUTE.format(found.start()),
            found.machine(),
            quiet(found.quiet()),
            plan.seed(),
            plan.rounds(),
            Markdown.figure(plan.seconds()),
            Markdown.figure(plan.warmUp()),
            plan.warmUp() < WARM
                ? " That is short for a JVM; a run without `--quick` or `--seconds` warms up longer."
                : "",
            found.servers().stream()
                .map(server -> "| %s | %s |".formatted(server.name(), server.version()))
                .collect(Collectors.joining("\n")));
  }

  private static String quiet(Quiet quiet) {
    String load =
        "Before the first turn, the load average of the last minute was %s, and others kept %s of the processors busy for two seconds."
            .formatted(known(quiet.loadAverage()), known(quiet.others()));
    return quiet.isQuiet()
        ? load
        : load + " **The machine was not quiet: these figures are not to be relied on.**";
  }

  private static String known(double value) {
    return value < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", value);
  }
}

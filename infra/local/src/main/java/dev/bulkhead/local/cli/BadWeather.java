package dev.bulkhead.local.cli;

import dev.bulkhead.local.faults.Fault;
import dev.bulkhead.local.faults.FaultyFunctions;
import dev.bulkhead.local.faults.Weather;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a stack in which things go wrong. */
final class BadWeather {
  private final Weather weather = new Weather();

  @Option(
      names = "--faults",
      paramLabel = "SHARE",
      description = {
        "Has so many of the functions' calls to AWS go wrong, such as 0.1 for a tenth of them,",
        "and now and then ends a function in the middle of a call."
      })
  private double share;

  @Option(
      names = "--fault",
      paramLabel = "KIND",
      split = ",",
      description = "With --faults: these alone, of ${COMPLETION-CANDIDATES}; all if not given.")
  private List<Fault> kinds = List.of();

  @Option(
      names = "--faults-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --faults: what chance begins with; ${DEFAULT-VALUE} unless given.")
  private long seed;

  /** How functions are started. */
  FunctionStarter starter() {
    return share > 0 ? new FaultyFunctions(weather) : Handlers::create;
  }

  /** Lets it begin, if it is to, and says so. */
  Optional<String> begin() {
    if (share <= 0) {
      return Optional.empty();
    }
    var faults = kinds.isEmpty() ? EnumSet.allOf(Fault.class) : EnumSet.copyOf(kinds);
    weather.turn(seed, share, faults);
    return Optional.of(
        String.format(
            Locale.ROOT, "Of the calls to AWS, %s %% meet one of %s.", share * 100, faults));
  }
}

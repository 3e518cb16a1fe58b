package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulkhead bench} */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the local stack beside MLflow's own server and FastTrackML, in turns, and writes a",
      "report. What is missing of the peers is installed by pip into a folder that git ignores."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final List<Peer> PEERS =
      List.of(
          new BulkheadStack(),
          new MlflowServer(true),
          new MlflowServer(false),
          new FastTrackMl(),
          new Echo());

  private static final List<String> ALL = List.of("mlflow", "fasttrackml", "echo");

  @Option(
      names = "--quick",
      description = "Small data, short turns, a few cold starts, one MLflow: under five minutes.")
  private boolean quick;

  @Option(names = "--only", split = ",", paramLabel = "W1", description = "These workloads alone.")
  private Set<String> only = Set.of();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "Beginnings of names: mlflow-postgresql, mlflow-sqlite, fasttrackml, echo.")
  private List<String> peers = ALL;

  @Option(names = "--seed", defaultValue = "1", description = "Of all that looks random.")
  private long seed;

  @Option(names = "--out", defaultValue = "docs", description = "Where the report goes.")
  private Path out = Path.of("docs");

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      description = "A share of the data, such as 0.3 of the runs and points.")
  private @Nullable Double scale;

  @Option(
      names = "--seconds",
      description = "Of each turn; each server is warmed up for two and a half turns.")
  private @Nullable Double seconds;

  @Option(
      names = "--minutes",
      description = "As many cases as begin within so many minutes; what is left out is named.")
  private @Nullable Integer minutes;

  @Option(
      names = "--trial",
      description = "One turn of a tenth of a second: whether all runs, not how fast.")
  private boolean trial;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("bulkhead.root", ".")).toAbsolutePath().normalize();
    Instant start = Instant.now();
    Plan plan = plan();
    Measured measured = measure(root, plan, start);
    List<OwnCpu.Figure> ownCpu = List.of();
    if (isWanted("O1")) {
      Progress.say("[O1] our own processor time for each call");
      ownCpu = OwnCpu.measure(plan);
    }
    List<ColdStarts.Figure> coldStarts = List.of();
    if (isWanted("C1")) {
      Progress.say("[C1] the first answer of each function in a new JVM");
      coldStarts = ColdStarts.measure(root, plan.coldStarts(), plan.coldFunctions());
    }
    var found =
        new Findings(
            command(),
            start,
            Versions.machine(),
            measured.outcome().quiet(),
            plan,
            measured.servers(),
            measured.leftOut(),
            Result.of(measured.outcome().samples()),
            measured.outcome().notRun(),
            measured.coldSearches(),
            ownCpu,
            coldStarts,
            Costs.read(root));
    Report.write(found, out);
    Progress.say(
        "Written to %s after %d s"
            .formatted(
                out.resolve("performance.md"), Duration.between(start, Instant.now()).toSeconds()));
    return 0;
  }

  private Plan plan() {
    Plan plan = quick ? Plan.quick(seed) : Plan.full(seed);
    plan = scale == null ? plan : plan.scaled(scale);
    plan = seconds == null ? plan : plan.turning(seconds);
    plan = minutes == null ? plan : plan.within(Duration.ofMinutes(minutes));
    return trial ? plan.shortened() : plan;
  }

  private record Measured(
      List<Server> servers,
      List<String> leftOut,
      Bench.Outcome outcome,
      List<ColdSearches.Figure> coldSearches) {}

  private Measured measure(Path root, Plan plan, Instant start) throws IOException {
    List<Searching> searched = plan.runs().stream().map(Searching::new).toList();
    List<Case> cases = Workloads.cases(plan, searched, only);
    cases = quick ? Workloads.inTurns(cases) : cases;
    var servers = new ArrayList<Server>();
    var leftOut = new ArrayList<String>();
    if (cases.isEmpty()) {
      return new Measured(
          servers, leftOut, new Bench.Outcome(List.of(), List.of(), Quiet.now()), List.of());
    }
    try (Workshop workshop = Workshop.open(root)) {
      Runtime.getRuntime().addShutdownHook(new Thread(workshop::close));
      start(workshop, servers, leftOut);
      Bench.Outcome outcome = new Bench(plan, start, servers).run(cases);
      List<ColdSearches.Figure> first = List.of();
      if (isWanted("W5")) {
        Progress.say("[W5] the first search of a function in a new JVM");
        try {
          first = ColdSearches.measure(root, plan, servers, searched.getLast());
        } catch (IOException e) {
          outcome =
              outcome.andNot(
                  "W5 first search of a cold function: failed: "
                      + Markdown.inLine("" + e.getMessage()));
        }
      }
      return new Measured(servers, leftOut, outcome, first);
    }
  }

  private boolean isWanted(String workload) {
    return only.isEmpty() || only.contains(workload);
  }

  private String command() {
    return "./bulkhead bench"
        + (quick ? " --quick" : "")
        + (trial ? " --trial" : "")
        + (scale == null ? "" : " --scale " + scale)
        + (seconds == null ? "" : " --seconds " + seconds)
        + (minutes == null ? "" : " --minutes " + minutes)
        + (only.isEmpty() ? "" : " --only " + String.join(",", new TreeSet<>(only)))
        + (peers.equals(ALL) ? "" : " --peers " + String.join(",", peers));
  }

  /** A minute goes by until MLflow has started: a quick run has it once. */
  private boolean isOneTooMany(Peer peer, List<Server> servers) {
    return quick
        && peer instanceof MlflowServer
        && servers.stream().anyMatch(server -> server.name().startsWith("mlflow"));
  }

  private void start(Workshop workshop, List<Server> servers, List<String> leftOut)
      throws IOException {
    for (Peer peer : PEERS) {
      boolean wanted = peers.stream().anyMatch(peer.name()::startsWith);
      if (peer instanceof BulkheadStack || (wanted && !isOneTooMany(peer, servers))) {
        Progress.say("Starting " + peer.name());
        try {
          servers.add(peer.start(workshop));
        } catch (IOException e) {
          if (peer instanceof BulkheadStack) {
            throw e;
          }
          Progress.say("Left out: " + peer.name() + ": " + e.getMessage());
          leftOut.add(peer.name() + ": " + Markdown.inLine(String.valueOf(e.getMessage())));
        }
      }
    }
  }
}

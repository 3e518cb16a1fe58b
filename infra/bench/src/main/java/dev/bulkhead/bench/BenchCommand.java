package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
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

  @Option(names = "--quick", description = "Small data and short turns: done in five minutes.")
  private boolean quick;

  @Option(names = "--only", split = ",", paramLabel = "W1", description = "These workloads alone.")
  private Set<String> only = Set.of();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "Beginnings of names: mlflow-postgresql, mlflow-sqlite, fasttrackml, echo.")
  private List<String> peers = List.of("mlflow", "fasttrackml", "echo");

  @Option(names = "--seed", defaultValue = "1", description = "Of all that looks random.")
  private long seed;

  @Option(names = "--out", defaultValue = "docs", description = "Where the report goes.")
  private Path out = Path.of("docs");

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("bulkhead.root", ".")).toAbsolutePath().normalize();
    Plan plan = quick ? Plan.quick(seed) : Plan.full(seed);
    List<Case> cases = Workloads.cases(plan, only);
    var servers = new CopyOnWriteArrayList<Server>();
    var leftOut = new ArrayList<String>();
    List<Sample> samples = List.of();
    List<OwnCpu.Figure> ownCpu = isWanted("O1") ? OwnCpu.measure(plan.rounds()) : List.of();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.forEach(Server::close)));
    try (Workshop workshop = Workshop.open(root)) {
      if (!cases.isEmpty()) {
        start(workshop, servers, leftOut);
        samples = new Bench(plan, servers).run(cases);
      }
    } finally {
      servers.forEach(Server::close);
    }
    var found =
        new Findings(
            command(),
            LocalDate.now(ZoneOffset.UTC),
            Versions.machine(),
            plan,
            servers,
            leftOut,
            Result.of(samples),
            ownCpu,
            Costs.read(root));
    Report.write(found, out);
    Progress.say("Written to " + out.resolve("performance.md"));
    return 0;
  }

  private boolean isWanted(String workload) {
    return only.isEmpty() || only.contains(workload);
  }

  private String command() {
    return "./bulkhead bench"
        + (quick ? " --quick" : "")
        + (only.isEmpty() ? "" : " --only " + String.join(",", new TreeSet<>(only)));
  }

  private void start(Workshop workshop, List<Server> servers, List<String> leftOut)
      throws IOException {
    for (Peer peer : PEERS) {
      boolean wanted = peers.stream().anyMatch(peer.name()::startsWith);
      if (peer instanceof BulkheadStack || wanted) {
        Progress.say("Starting " + peer.name());
        try {
          servers.add(peer.start(workshop));
        } catch (IOException e) {
          if (peer instanceof BulkheadStack) {
            throw e;
          }
          Progress.say("Left out: " + peer.name() + ": " + e.getMessage());
          leftOut.add(peer.name() + ": " + e.getMessage());
        }
      }
    }
  }
}

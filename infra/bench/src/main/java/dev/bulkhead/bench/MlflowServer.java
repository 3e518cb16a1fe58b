package dev.bulkhead.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MLflow's own server, with as many workers as it has by default, on SQLite or PostgreSQL. */
record MlflowServer(boolean postgres) implements Peer {
  static final String POSTGRESQL = "mlflow-postgresql";
  static final String SQLITE = "mlflow-sqlite";
  private static final String WORKERS = "4";

  /** Otherwise a worker that cannot answer for 5 s, as on a busy machine, is ended. */
  private static final String PATIENCE = "--timeout-worker-healthcheck 60";

  @Override
  public String name() {
    return postgres ? POSTGRESQL : SQLITE;
  }

  @Override
  public Server start(Workshop workshop) throws IOException {
    Path bin = workshop.python("mlflow");
    var processes = new ArrayList<Process>();
    String store = "sqlite:///" + workshop.scratch().resolve("mlflow.db");
    String version = "MLflow " + Versions.ofPackage(workshop, "mlflow") + ", SQLite";
    if (postgres) {
      Postgres database = Postgres.start(workshop);
      processes.add(database.process());
      store = database.uri();
      version = "MLflow " + Versions.ofPackage(workshop, "mlflow") + ", " + database.version();
    }
    int port = Workshop.freePort();
    List<String> command =
        List.of(
            bin.resolve("python").toString(),
            "-m",
            "mlflow",
            "server",
            "--backend-store-uri",
            store,
            "--artifacts-destination",
            workshop.scratch().resolve(name() + "-artifacts").toString(),
            "--host",
            "127.0.0.1",
            "--port",
            "" + port,
            "--workers",
            WORKERS,
            "--uvicorn-opts",
            PATIENCE);
    Process process =
        workshop.start(name(), command, Map.of("PATH", bin + ":" + System.getenv("PATH")));
    processes.add(process);
    var server =
        new Server(
            name(),
            version + ", " + WORKERS + " workers",
            URI.create("http://127.0.0.1:" + port),
            Server.Tenants.NONE,
            filler(workshop, bin, store),
            processes);
    workshop.awaitAnswer(server.uri().resolve("/health"), process, name());
    return server;
  }

  private static Server.Filler filler(Workshop workshop, Path bin, String store) {
    Path script = workshop.root().resolve("infra/bench/peers/load_runs.py");
    return (_, experiment, runs, seed) ->
        workshop.run(
            List.of(
                bin.resolve("python").toString(),
                script.toString(),
                store,
                experiment,
                "" + runs,
                "" + seed));
  }
}

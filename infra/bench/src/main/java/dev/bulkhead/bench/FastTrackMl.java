package dev.bulkhead.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** FastTrackML, a server in Go that speaks MLflow 2's protocol, on SQLite. */
record FastTrackMl() implements Peer {
  static final String NAME = "fasttrackml";

  /** More would take longer than all else that is measured. */
  private static final int MAX_LOGGED = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Server start(Workshop workshop) throws IOException {
    Path bin = workshop.python(NAME);
    int port = Workshop.freePort();
    List<String> command =
        List.of(
            bin.resolve("fml").toString(),
            "server",
            "--log-level",
            "error",
            "--listen-address",
            "127.0.0.1:" + port,
            "--database-uri",
            "sqlite://" + workshop.scratch().resolve("fasttrackml.db"),
            "--default-artifact-root",
            workshop.scratch().resolve("fasttrackml-artifacts").toString());
    Process process = workshop.start(name(), command, Map.of());
    URI uri = URI.create("http://127.0.0.1:" + port);
    workshop.awaitAnswer(uri.resolve("/health"), process, name());
    return new Server(
        name(),
        "FastTrackML " + Versions.ofPackage(workshop, NAME) + ", SQLite",
        uri,
        Server.Tenants.NONE,
        FastTrackMl::fill,
        List.of(process));
  }

  private static void fill(Mlflow client, String experiment, int runs, long seed)
      throws IOException {
    if (runs > MAX_LOGGED) {
      throw new IOException(
          "%,d runs are not logged to it, for the time that takes".formatted(runs));
    }
    Searching.log(client, experiment, runs, seed);
  }
}

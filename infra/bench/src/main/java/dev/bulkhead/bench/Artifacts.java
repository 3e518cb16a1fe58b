package dev.bulkhead.bench;

import dev.bulkhead.bench.Scenario.Prepared;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * W7: one large file up and down. Bulkhead lends a presigned URL, and the bytes go to and from S3;
 * MLflow's server takes them itself.
 */
final class Artifacts {
  private static final int MEGABYTE = 1 << 20;

  /** How cases begin that do without any function. */
  static final String ALONE = "S3 alone, ";

  private final int megabytes;

  private Artifacts(int megabytes) {
    this.megabytes = megabytes;
  }

  static List<Case> cases(Plan plan) {
    var artifacts = new Artifacts(plan.megabytes());
    String size = plan.megabytes() + " MiB";
    String up = "a file up";
    String down = "a file down";
    return List.of(
        Case.closed("W7", size + " up", 1, artifacts::up)
            .counting(plan.megabytes(), "MiB")
            .by(Case.Peers.READING_MLFLOW)
            .in(up),
        Case.closed("W7", size + " down", 1, artifacts::down)
            .counting(plan.megabytes(), "MiB")
            .by(Case.Peers.READING_MLFLOW)
            .in(down),
        Case.closed("W7", ALONE + size + " up", 1, artifacts::upAlone)
            .counting(plan.megabytes(), "MiB")
            .by(Case.Peers.BULKHEAD)
            .in(up),
        Case.closed("W7", ALONE + size + " down", 1, artifacts::downAlone)
            .counting(plan.megabytes(), "MiB")
            .by(Case.Peers.BULKHEAD)
            .in(down));
  }

  private Prepared up(Mlflow server, long seed) throws IOException {
    Place place = Place.of(server);
    return Prepared.of(_ -> put(place.upload("up.bin", megabytes), seed));
  }

  private Prepared down(Mlflow server, long seed) throws IOException {
    Place place = Place.of(server);
    put(place.upload("down.bin", megabytes), seed);
    return Prepared.of(_ -> read(place.download("down.bin")));
  }

  /** A raw copy to the same S3: its URL is had before each turn. */
  private Prepared upAlone(Mlflow server, long seed) throws IOException {
    Place place = Place.of(server);
    var url = new AtomicReference<>(place.upload("alone.bin", megabytes));
    return Prepared.of(
        _ -> put(url.get(), seed), () -> url.set(place.upload("alone.bin", megabytes)));
  }

  private Prepared downAlone(Mlflow server, long seed) throws IOException {
    Place place = Place.of(server);
    put(place.upload("alone.bin", megabytes), seed);
    var url = new AtomicReference<>(place.download("alone.bin"));
    return Prepared.of(_ -> read(url.get()), () -> url.set(place.download("alone.bin")));
  }

  /** Where one run's files go and come from. */
  private record Place(Mlflow server, String experiment, String run) {

    static Place of(Mlflow server) throws IOException {
      String experiment = server.createExperiment(Writing.unique("w7"));
      return new Place(server, experiment, server.createRun(experiment, 1));
    }

    private URI through(String file) {
      return URI.create(
          server.server().uri()
              + "/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/%s"
                  .formatted(experiment, run, file));
    }

    URI upload(String file, int megabytes) throws IOException {
      if (!server.server().isBulkhead()) {
        return through(file);
      }
      Map<?, ?> lent =
          Mlflow.json(
              server.post(
                  "artifacts/presigned-upload-url",
                  "{\"run_id\":\"%s\",\"path\":\"%s\",\"content_length\":%d}"
                      .formatted(run, file, (long) megabytes * MEGABYTE)));
      return URI.create(String.valueOf(lent.get("presigned_url")));
    }

    URI download(String file) throws IOException {
      if (!server.server().isBulkhead()) {
        return through(file);
      }
      return URI.create(
          String.valueOf(
              Mlflow.json(
                      server.post(
                          "artifacts/presigned-download-url",
                          "{\"run_id\":\"%s\",\"path\":\"%s\"}".formatted(run, file)))
                  .get("presigned_url")));
    }
  }

  private void put(URI uri, long seed) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode((long) megabytes * MEGABYTE);
    connection.setRequestProperty("Content-Type", "application/octet-stream");
    var block = new byte[MEGABYTE];
    new SplittableRandom(seed).nextBytes(block);
    try (OutputStream out = connection.getOutputStream()) {
      for (int i = 0; i < megabytes; i++) {
        new ByteArrayInputStream(block).transferTo(out);
      }
    }
    check(connection);
  }

  private static void read(URI uri) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    check(connection);
    try (InputStream in = connection.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void check(HttpURLConnection connection) throws IOException {
    if (connection.getResponseCode() >= 300) {
      throw new IOException(connection.getResponseCode() + " " + connection.getResponseMessage());
    }
  }
}

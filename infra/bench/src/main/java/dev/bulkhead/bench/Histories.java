package dev.bulkhead.bench;

import dev.bulkhead.bench.Case.Peers;
import dev.bulkhead.bench.Scenario.Prepared;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** W6: one metric's history, as a chart and whole. */
final class Histories {
  private static final int BATCH = 1_000;
  private static final int PAGE = 25_000;
  private static final String KEY = "metric_0000";

  private final int points;

  /** Fewer are read as they were logged, and nobody has to wait until they may be folded. */
  private static final int WORTH_FOLDING = 100_000;

  /** The run that has the history on each server; both cases read the same. */
  private final Map<Server, String> runs = new HashMap<>();

  private Histories(int points) {
    this.points = points;
  }

  static List<Case> cases(Plan plan) {
    var histories = new Histories(plan.points());
    String size = "%,d points".formatted(plan.points());
    return List.of(
        Case.closed("W6", "chart of " + size, 1, histories::chart).by(Peers.READING_MLFLOW),
        Case.closed("W6", "all of " + size, 1, histories::all)
            .counting(plan.points(), "points")
            .by(Peers.READING));
  }

  private Prepared chart(Mlflow server, long seed) throws IOException {
    String path =
        "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=%s&metric_key=%s&max_results=320"
            .formatted(run(server, seed), KEY);
    return Prepared.of(_ -> server.get(path));
  }

  private Prepared all(Mlflow server, long seed) throws IOException {
    String path =
        "/api/2.0/mlflow/metrics/get-history?run_id=%s&metric_key=%s&max_results=%d"
            .formatted(run(server, seed), KEY, PAGE);
    return Prepared.of(
        _ -> {
          String token = "";
          do {
            byte[] page = server.get(token.isEmpty() ? path : path + "&page_token=" + token);
            token = nextToken(page);
          } while (!token.isEmpty());
        });
  }

  /**
   * The token stands last or first in an answer of megabytes; reading all of it would be the
   * generator's work, not the server's.
   */
  private static String nextToken(byte[] page) {
    String text = new String(page, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("\"next_page_token\"");
    if (at < 0) {
      return "";
    }
    int open = text.indexOf('"', text.indexOf(':', at));
    String token = text.substring(open + 1, text.indexOf('"', open + 1));
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private synchronized String run(Mlflow server, long seed) throws IOException {
    String known = runs.get(server.server());
    if (known != null) {
      return known;
    }
    String run = server.createRun(server.createExperiment(Writing.unique("w6")), 1);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < points / BATCH; i++) {
      server.post("runs/log-batch", Payloads.points(BATCH, 1, (long) i * BATCH, random).bytes(run));
    }
    if (points >= WORTH_FOLDING) {
      server.server().filler().settle();
    }
    runs.put(server.server(), run);
    return run;
  }
}

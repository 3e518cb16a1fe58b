package dev.bulkhead.bench;

import dev.bulkhead.app.Environment;
import dev.bulkhead.bench.ColdStarts.Way;
import dev.bulkhead.bench.Searching.Question;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;

/**
 * W5's first search: what whoever comes first waits for, when a function was restored and has
 * nothing of the experiment in memory. The function is started in a JVM of its own for each search,
 * beside the stack that the other searches are measured on; in each round the same is asked of an
 * MLflow server, which is warm.
 */
final class ColdSearches {
  private static final String FUNCTION = "SearchFunction";

  private final String handler;
  private final String event;
  private final ColdJvm jvm;
  private final Plan plan;

  private ColdSearches(Path root, Plan plan) throws IOException {
    this.handler = Template.load(root.resolve("template.yaml")).function(FUNCTION).handler();
    this.event = Files.readString(root.resolve("events/search-runs.json"));
    this.jvm = new ColdJvm(root);
    this.plan = plan;
  }

  /**
   * Of one search, in milliseconds.
   *
   * @param beside a warm server that is asked the same: MLflow's, or Bulkhead's where there is none
   * @param times how many times as long the first one took, round by round
   */
  record Figure(String name, Spread first, Server beside, Spread warm, Spread times) {}

  /** Searches the experiment of the server that is Bulkhead's. */
  static List<Figure> measure(Path root, Plan plan, List<Server> servers, Searching searching)
      throws IOException {
    var figures = new ArrayList<Figure>();
    for (Server server : servers) {
      if (server.tenants() instanceof BulkheadStack.Operator operator) {
        Server peer =
            servers.stream()
                .filter(s -> !s.isBulkhead() && Case.Peers.READING_MLFLOW.take(s, servers))
                .findFirst()
                .orElse(server);
        var searches = new ColdSearches(root, plan);
        for (Question question : Searching.OF_ALL.subList(0, plan.coldSearches())) {
          figures.add(searches.measure(server, operator, peer, searching, question));
        }
      }
    }
    return figures;
  }

  private Figure measure(
      Server server,
      BulkheadStack.Operator operator,
      Server peer,
      Searching searching,
      Question question)
      throws IOException {
    Environment environment = operator.environment(FUNCTION);
    var random = new SplittableRandom(plan.seed());
    var first = new double[plan.coldStarts()];
    var warm = new double[first.length];
    try (Mlflow ours = Mlflow.of(server);
        Mlflow theirs = Mlflow.of(peer)) {
      String experiment = searching.experiment(ours, plan.seed());
      String same = searching.experiment(theirs, plan.seed());
      for (int round = 0; round < first.length; round++) {
        first[round] = first(environment, BulkheadStack.tenant(0), question.of(experiment, random));
        warm[round] = warm(theirs, question.of(same, random));
      }
    }
    var figure =
        new Figure(
            searching.name(question),
            Spread.of(first),
            peer,
            Spread.of(warm),
            Spread.ofRatios(first, warm));
    Progress.say(
        "    %s: %,.0f ms, %s %,.0f ms"
            .formatted(
                figure.name(), figure.first().median(), peer.name(), figure.warm().median()));
    return figure;
  }

  private double first(Environment environment, String tenant, String search) throws IOException {
    String asked =
        event
            .replace("\"tenant\": \"acme\"", "\"tenant\": \"" + tenant + "\"")
            .replaceAll(
                "\"body\": .*",
                Matcher.quoteReplacement("\"body\": \"%s\",".formatted(escaped(search))));
    ColdJvm.First answer =
        jvm.first(Way.PRIMED, handler, environment, asked.getBytes(StandardCharsets.UTF_8));
    if (!answer.answer().contains("\"statusCode\":200")) {
      throw new IOException("A first search was answered: " + Markdown.inLine(answer.answer()));
    }
    return answer.millis();
  }

  private static String escaped(String json) {
    return json.replace("\"", "\\\"");
  }

  /** The second of two, as MLflow may not have searched for a while. */
  private static double warm(Mlflow server, String search) throws IOException {
    server.post("runs/search", search);
    long start = System.nanoTime();
    server.post("runs/search", search);
    return (System.nanoTime() - start) / 1e6;
  }
}

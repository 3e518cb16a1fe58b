package dev.bulkhead.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * C1: how long functions take to their first answer, each in a JVM of its own under Lambda's
 * runtime client. Each round starts every function in every way once, beside a handler that calls
 * the same services by the SDK alone.
 */
final class ColdStarts {
  /**
   * What each function of the template is first asked, its sample event, and the services that it
   * then calls.
   */
  static final List<Start> STARTS =
      List.of(
          new Start("ServerFunction", "version", ""),
          new Start("AuthorizerFunction", "authorize", "DYNAMODB"),
          new Start("ExperimentsFunction", "get-experiment-by-name", "STS DYNAMODB"),
          new Start("RunsFunction", "create-run", "STS DYNAMODB"),
          new Start("SearchFunction", "search-runs", "STS DYNAMODB"),
          new Start("ModelsFunction", "search-logged-models", "STS DYNAMODB"),
          new Start("ArtifactsFunction", "list-artifacts", "STS S3"),
          new Start("UploadsFunction", "sqs-s3-object-created", "STS DYNAMODB"),
          new Start("TenantsFunction", "issue-token-as-operator", "DYNAMODB"),
          new Start("TokensFunction", "list-tokens", "STS DYNAMODB"),
          new Start("MaintenanceFunction", "maintenance", "STS DYNAMODB"));

  private static final int WARM_UP = 60;

  /** Of a function. */
  record Start(String function, String event, String calls) {}

  /** How a function is started. */
  enum Way {
    /** With both compilers, as SnapStart has them, but from the start of the JVM. */
    PLAIN("-XX:+TieredCompilation"),
    /** As Lambda starts Java without SnapStart. */
    C1("-XX:TieredStopAtLevel=1"),
    /** From the event that follows a restored snapshot. */
    PRIMED("-XX:+TieredCompilation");

    private final String compiler;

    Way(String compiler) {
      this.compiler = compiler;
    }

    String compiler() {
      return compiler;
    }
  }

  /**
   * Of one function, in milliseconds.
   *
   * @param plain from the start of the JVM to the answer
   * @param c1 the same with the quick compiler alone
   * @param bare the same of the SDK alone
   * @param ratio of {@code c1} to {@code bare} in each round
   * @param primed from the event to the answer
   */
  record Figure(
      String function,
      String event,
      String calls,
      Spread plain,
      Spread c1,
      Spread bare,
      Spread ratio,
      Spread primed) {}

  /** The times of the rounds, by what was started and how. */
  private record Series(Map<String, List<Double>> times) {
    void add(String what, Way way, double time) {
      times.computeIfAbsent(what + way, _ -> new ArrayList<>()).add(time);
    }

    double[] of(String what, Way way) {
      return times.getOrDefault(what + way, List.of()).stream().mapToDouble(t -> t).toArray();
    }
  }

  private final Path root;
  private final LocalAws aws;
  private final List<Start> starts;
  private final String token;
  private final ColdJvm jvm;
  private final Series series = new Series(new LinkedHashMap<>());

  private ColdStarts(Path root, LocalAws aws, List<Start> starts, String token) throws IOException {
    this.root = root;
    this.aws = aws;
    this.starts = starts;
    this.token = token;
    this.jvm = new ColdJvm(root);
  }

  /** Those functions of {@link #STARTS}, or all if none are named. */
  static List<Figure> measure(Path root, int rounds, List<String> functions) throws IOException {
    var config = LocalAws.Config.of(root.resolve("template.yaml")).with(ColdStarts::anew);
    try (LocalAws aws = LocalAws.start(config)) {
      var _ = operator(aws, "{\"operation\":\"create-tenant\",\"tenant\":\"acme\"}");
      Map<?, ?> issued =
          operator(
              aws,
              "{\"operation\":\"issue-token\",\"tenant\":\"acme\",\"principal\":\"ana\",\"role\":\"editor\"}");
      List<Start> starts =
          STARTS.stream()
              .filter(start -> functions.isEmpty() || functions.contains(start.function()))
              .toList();
      return new ColdStarts(root, aws, starts, String.valueOf(issued.get("token"))).measure(rounds);
    }
  }

  private static Map<?, ?> operator(LocalAws aws, String command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(StandardCharsets.UTF_8));
    if (outcome instanceof Outcome.Answered(byte[] answer)
        && Json.read(answer) instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IOException("The operator was answered: " + outcome);
  }

  private List<Figure> measure(int rounds) throws IOException {
    warmUp();
    for (int round = 1; round <= rounds; round++) {
      Progress.say("    round %d of %d".formatted(round, rounds));
      for (String calls : starts.stream().map(Start::calls).distinct().toList()) {
        Start first =
            starts.stream().filter(s -> s.calls().equals(calls)).findFirst().orElseThrow();
        LambdaFunction function = aws.template().function(first.function());
        series.add(calls, Way.C1, jvm.bare(aws.environment(function), calls));
      }
      for (Start start : starts) {
        LambdaFunction function = aws.template().function(start.function());
        byte[] event = event(start);
        for (Way way : Way.values()) {
          series.add(
              start.function(),
              way,
              jvm.first(way, function.handler(), aws.environment(function), event).millis());
        }
      }
    }
    return starts.stream().map(this::figure).toList();
  }

  /** A function that is made anew for each event, so that it calls what only a first one calls. */
  private static RequestStreamHandler anew(LambdaFunction function, Environment environment) {
    return (event, answer, context) ->
        Handlers.create(function, environment).handleRequest(event, answer, context);
  }

  /** The AWS that all of them call, which is to be no colder for the first. */
  private void warmUp() throws IOException {
    for (int time = 0; time < WARM_UP; time++) {
      for (Start start : starts) {
        var _ = aws.invoke(start.function(), event(start));
      }
    }
  }

  /** The sample with a token that is good here, so that the authorizer lets it in. */
  private byte[] event(Start start) throws IOException {
    return Files.readString(root.resolve("events").resolve(start.event() + ".json"))
        .replaceAll("bh_acme_[0-9a-f]+_[0-9a-f]+", token)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Figure figure(Start start) {
    double[] c1 = series.of(start.function(), Way.C1);
    double[] bare = series.of(start.calls(), Way.C1);
    var figure =
        new Figure(
            start.function(),
            start.event(),
            start.calls(),
            Spread.of(series.of(start.function(), Way.PLAIN)),
            Spread.of(c1),
            Spread.of(bare),
            Spread.ofRatios(c1, bare),
            Spread.of(series.of(start.function(), Way.PRIMED)));
    Progress.say(
        "    %-20s plain %,5.0f ms   C1 %,5.0f ms, %.2f of the SDK alone   primed %,5.0f ms"
            .formatted(
                start.function(),
                figure.plain().median(),
                figure.c1().median(),
                figure.ratio().median(),
                figure.primed().median()));
    return figure;
  }
}

package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.local.iam.LocalIam.Refused;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The local stack with some of its walls, and with functions that can be exchanged for each call.
 */
final class Stack implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));

  private static final Pattern ROLE_POLICY =
      Pattern.compile(
          "(- PolicyName: OneTenant(?:sTokens)?\\s+PolicyDocument:\\s.*?Statement:\\n).*?\\n\\n",
          Pattern.DOTALL);

  private final Queue<Refused> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final LocalAws aws;
  private final Map<String, RequestStreamHandler> right = new ConcurrentHashMap<>();
  private volatile Function<String, RequestStreamHandler> functions =
      id -> Objects.requireNonNull(right.get(id));

  /** Starts it. */
  Stack(Walls walls, Path scratch) throws IOException {
    this.aws =
        LocalAws.start(
            new LocalAws.Config(
                template(walls, scratch),
                0,
                Optional.empty(),
                Clock.systemUTC(),
                (_, text) -> log.add(text),
                (function, environment) -> {
                  var _ =
                      right.computeIfAbsent(
                          function.id(), _ -> Handlers.create(function, environment));
                  return (in, out, context) ->
                      functions.apply(function.id()).handleRequest(in, out, context);
                }));
    aws.iam().onRefusal(refusals::add);
  }

  LocalAws aws() {
    return aws;
  }

  /** Exchanges the functions. */
  void run(Function<String, RequestStreamHandler> now) {
    functions = now;
  }

  /** What no policy or not all of them allowed since this was asked last. */
  List<Refused> refusals() {
    List<Refused> all = List.copyOf(refusals);
    refusals.clear();
    return all;
  }

  /** What was logged since this was asked last. */
  List<String> log() {
    List<String> lines = List.copyOf(log);
    log.clear();
    return lines;
  }

  /** S3's events come at their own time, which no comparison could wait for: they are given. */
  private static Path template(Walls walls, Path scratch) throws IOException {
    String yaml = Files.readString(ROOT.resolve("template.yaml"));
    String deaf = yaml.replace("Name: prefix, Value: tenants/", "Name: prefix, Value: none/");
    assertThat(deaf).as("a template whose bucket tells nobody").isNotEqualTo(yaml);
    String open =
        ROLE_POLICY
            .matcher(deaf)
            .replaceAll("$1              - {Effect: Allow, Action: '*', Resource: '*'}\n\n");
    assertThat(open.split("Action: '\\*'", -1)).as("two roles that let all pass").hasSize(3);
    return Files.writeString(scratch.resolve(walls + ".yaml"), walls.hasRole() ? deaf : open);
  }

  @Override
  public void close() {
    aws.close();
  }
}

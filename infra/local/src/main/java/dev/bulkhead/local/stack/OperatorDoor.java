package dev.bulkhead.local.stack;

import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.local.sqs.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Lambda's Invoke and GetFunctionConfiguration, and the dead letters of all queues, for the
 * operator of a running stack: whoever holds the key that the stack made up when it started.
 */
public final class OperatorDoor extends Handler.Abstract implements AutoCloseable {
  /** Where a function is invoked, as in Lambda's own API. */
  static final String INVOCATIONS = "/2015-03-31/functions/%s/invocations";

  /**
   * What a function is given, as in Lambda's own API but with its role's keys among the variables,
   * as in Lambda's own processes: so it can be started outside of the stack.
   */
  static final String CONFIGURATION = "/2015-03-31/functions/%s/configuration";

  /** What could not be delivered: a GET lists it, a POST has it delivered again. */
  static final String DEAD_LETTERS = "/dead-letters";

  private static final Pattern PATH =
      Pattern.compile("/2015-03-31/functions/([A-Za-z]+)/(invocations|configuration)");
  private static final int KEY_BYTES = 32;

  private final LocalLambda lambda;
  private final Function<String, Environment> environments;
  private final List<LocalQueue> queues;
  private final String key;
  private final LoopbackServer server;

  private OperatorDoor(
      LocalLambda lambda, Function<String, Environment> environments, List<LocalQueue> queues)
      throws IOException {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    this.lambda = lambda;
    this.environments = environments;
    this.queues = List.copyOf(queues);
    this.key = HexFormat.of().formatHex(secret);
    this.server = LoopbackServer.start(0, this);
  }

  /**
   * Opens the door to a stack's functions and its queues.
   *
   * @param environments what each function is given
   */
  public static OperatorDoor open(
      LocalLambda lambda, Function<String, Environment> environments, List<LocalQueue> queues)
      throws IOException {
    return new OperatorDoor(lambda, environments, queues);
  }

  /** What the operator needs. */
  public OperatorKey key() {
    return new OperatorKey(server.uri(), key);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] event = Content.Source.asInputStream(request).readAllBytes();
    String asked = Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
    Matcher path = PATH.matcher(asked);
    if (!isOperator(request)) {
      answer(403, "{\"message\":\"Forbidden\"}", response, callback);
    } else if (asked.equals(DEAD_LETTERS)) {
      write(200, deadLetters(request.getMethod()), response, callback);
    } else if (!path.matches() || !lambda.has(path.group(1))) {
      answer(404, "{\"message\":\"Function not found\"}", response, callback);
    } else if (path.group(2).equals("configuration")) {
      write(200, configuration(path.group(1)), response, callback);
    } else {
      invoke(path.group(1), event, response, callback);
    }
    return true;
  }

  private byte[] configuration(String function) {
    Environment environment = environments.apply(function);
    AwsCredentials credentials = environment.credentials().resolveCredentials();
    Map<String, String> variables = new TreeMap<>(environment.variables());
    variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    if (credentials instanceof AwsSessionCredentials session) {
      variables.put("AWS_SESSION_TOKEN", session.sessionToken());
    }
    return Json.write(
        out -> {
          out.writeStringField("FunctionName", function);
          out.writeFieldName("Environment");
          Json.value(out, Map.of("Variables", variables));
        });
  }

  private void invoke(String function, byte[] event, Response response, Callback callback) {
    switch (lambda.invoke(function, event)) {
      case Outcome.Answered(byte[] payload) -> write(200, payload, response, callback);
      case Outcome.Failed(String type, String message) -> {
        response.getHeaders().put("X-Amz-Function-Error", "Unhandled");
        write(
            200,
            Json.write(
                out -> {
                  out.writeStringField("errorType", type);
                  out.writeStringField("errorMessage", message);
                }),
            response,
            callback);
      }
      case Outcome.TooLarge _ ->
          answer(
              413,
              "{\"message\":\"Request must be smaller than 6291456 bytes\"}",
              response,
              callback);
    }
  }

  private byte[] deadLetters(String method) {
    List<Message> letters = queues.stream().flatMap(queue -> queue.deadLetters().stream()).toList();
    if (method.equals("POST")) {
      int moved = queues.stream().mapToInt(LocalQueue::redrive).sum();
      return Json.write(out -> out.writeNumberField("redriven", moved));
    }
    return Json.write(
        out -> {
          out.writeArrayFieldStart("dead_letters");
          for (Message letter : letters) {
            out.writeStartObject();
            out.writeStringField("id", letter.id());
            out.writeNumberField("receives", letter.receives());
            out.writeStringField("body", letter.body());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private boolean isOperator(Request request) {
    String given =
        Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.AUTHORIZATION), "");
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), ("Bearer " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(int status, String json, Response response, Callback callback) {
    write(status, json.getBytes(StandardCharsets.UTF_8), response, callback);
  }

  private static void write(int status, byte[] json, Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(json), callback);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Where the operator's door is, and what opens it. */
  public record OperatorKey(URI endpoint, String secret) {

    /** Where a function is invoked. */
    public URI invocations(String function) {
      return URI.create(endpoint + INVOCATIONS.formatted(function));
    }

    /** Where it is told what a function is given. */
    public URI configuration(String function) {
      return URI.create(endpoint + CONFIGURATION.formatted(function));
    }

    /** Where the dead letters are. */
    public URI deadLetters() {
      return URI.create(endpoint + DEAD_LETTERS);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "OperatorKey[" + endpoint + "]";
    }
  }
}

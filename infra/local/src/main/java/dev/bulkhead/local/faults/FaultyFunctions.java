package dev.bulkhead.local.faults;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes functions that reach AWS by bad lines, and that may end in the middle of a call. The lines
 * of an instance are its own, as is what it lends: a presigned URL leads through one, too.
 */
public final class FaultyFunctions implements FunctionStarter, AutoCloseable {
  private static final List<String> SERVICES = List.of("DYNAMODB", "S3", "STS");

  private final Weather weather;
  private final Queue<BadLine> lines = new ConcurrentLinkedQueue<>();

  /** Functions in this weather. */
  public FaultyFunctions(Weather weather) {
    this.weather = weather;
  }

  @Override
  public RequestStreamHandler start(LambdaFunction function, Environment own) {
    return start(function, own, Time.REAL);
  }

  /** A new instance, and how time passes on its lines. */
  public RequestStreamHandler start(LambdaFunction function, Environment own, Time time) {
    Map<String, String> variables = new HashMap<>(own.variables());
    for (String service : SERVICES) {
      var line = new BadLine(service, own.endpoint(service).orElseThrow(), weather, time);
      lines.add(line);
      variables.put("AWS_ENDPOINT_URL_" + service, line.uri().toString());
    }
    var environment = new Environment(variables, own.credentials());
    return new MortalFunction(() -> Handlers.create(function, environment), weather);
  }

  @Override
  public void close() throws IOException {
    for (BadLine line : lines) {
      line.close();
    }
  }
}

package dev.bulkhead.local.stack;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.dynamodb.DynamoDbFront;
import dev.bulkhead.local.dynamodb.Meter;
import dev.bulkhead.local.gateway.Gateway;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.s3.LocalS3;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.local.sqs.LocalQueues;
import dev.bulkhead.local.sqs.QueuePoller;
import dev.bulkhead.local.sqs.SqsFront;
import dev.bulkhead.local.sts.StsFront;
import dev.bulkhead.local.template.Account;
import dev.bulkhead.local.template.EventQueue;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The template's system, running in this JVM on ports that only this machine can reach. */
public final class LocalAws implements AutoCloseable {
  private static final String REGION = Account.LOCAL.region();
  private static final String UPLOADS = "UploadsFunction";

  /** On AWS it is the queue's visibility timeout: minutes. */
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  /**
   * What makes a stack.
   *
   * @param port of the gateway; 0 for any that is free
   * @param data where everything is kept; without it, all is gone when the stack stops
   * @param starter makes the functions' instances
   * @param meter is told what DynamoDB would bill
   */
  public record Config(
      Path template,
      int port,
      Optional<Path> data,
      Clock clock,
      StackLog log,
      FunctionStarter starter,
      Meter meter) {

    /** A stack of the functions that the template names. */
    public Config(Path template, int port, Optional<Path> data, Clock clock, StackLog log) {
      this(template, port, data, clock, log, Handlers::create);
    }

    /** A stack whose functions are made in another way. */
    public Config(
        Path template,
        int port,
        Optional<Path> data,
        Clock clock,
        StackLog log,
        FunctionStarter starter) {
      this(template, port, data, clock, log, starter, Meter.OFF);
    }

    /** A stack in memory, on any free port, that nobody listens to. */
    public static Config of(Path template) {
      return new Config(template, 0, Optional.empty(), Clock.systemUTC(), (_, _) -> {});
    }

    /** The same stack, its functions made in another way. */
    public Config with(FunctionStarter another) {
      return new Config(template, port, data, clock, log, another, meter);
    }

    /** The same stack, with a meter. */
    public Config with(Meter another) {
      return new Config(template, port, data, clock, log, starter, another);
    }
  }

  private final Parts parts;
  private final FunctionStarter starter;
  private final TemplateIam iam;
  private final Template template;
  private final LocalLambda lambda;
  private final LocalQueues queues;
  private final URI dynamo;
  private final URI sts;
  private final URI s3;
  private final URI sqs;
  private final Gateway gateway;

  private LocalAws(Config config, Template template, Parts parts) throws IOException {
    this.parts = parts;
    this.starter = config.starter();
    this.template = template;
    template.functions().forEach(Handlers::check);
    this.iam = new TemplateIam(template, config.clock());
    this.lambda = new LocalLambda(template.functions(), this::start, config.log());
    Optional<DataDirectory> data = open(config.data());
    this.queues = LocalQueues.open(template.eventQueues(), data.map(d -> d.resolve("sqs")));
    try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<URI> dynamoStart = starters.submit(() -> startDynamo(config, data));
      Future<URI> s3Start =
          starters.submit(
              () ->
                  startS3(
                      config.clock(), data, new BucketEvents(template.bucket(), queue(), REGION)));
      var front = new StsFront(iam.iam(), REGION, config.clock());
      this.sts = parts.add(LoopbackServer.start(0, front)).uri();
      var sending = new SqsFront(iam.iam(), REGION, config.clock(), queues);
      this.sqs = parts.add(LoopbackServer.start(0, sending)).uri();
      this.dynamo = started(dynamoStart);
      this.s3 = started(s3Start);
    }
    for (EventQueue each : template.eventQueues()) {
      var _ =
          parts.add(QueuePoller.start(queues.of(each), each, lambda, config.log(), RETRY_PAUSE));
    }
    this.gateway =
        parts.add(Gateway.start(template, lambda, config.port(), config.clock(), config.log()));
  }

  /**
   * Starts everything.
   *
   * @throws IOException if the port or the data directory is in use
   * @throws dev.bulkhead.local.template.InvalidTemplate if the template is broken
   */
  public static LocalAws start(Config config) throws IOException {
    Template template = Template.load(config.template());
    var parts = new Parts();
    try {
      return new LocalAws(config, template, parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** What {@code MLFLOW_TRACKING_URI} is set to. */
  public URI uri() {
    return gateway.uri();
  }

  /** The functions, for whoever may invoke them without a route. */
  public LocalLambda lambda() {
    return lambda;
  }

  /** The queue of the bucket's events, with what could not be delivered. */
  public LocalQueue queue() {
    return queue(UPLOADS);
  }

  /** The queue that a function empties. */
  public LocalQueue queue(String function) {
    return queues.of(template.eventQueue(function));
  }

  /** All queues. */
  public LocalQueues queues() {
    return queues;
  }

  /** Invokes a function as an operator does. */
  public Outcome invoke(String function, byte[] event) {
    return lambda.invoke(function, event);
  }

  /** The account's IAM, which also knows who holds which key. */
  public LocalIam iam() {
    return iam.iam();
  }

  /** What the system was read from. */
  public Template template() {
    return template;
  }

  /** What a function is given: its own variables, its own role's keys, and where AWS is. */
  public Environment environment(LambdaFunction function) {
    Map<String, String> variables = new HashMap<>(function.environment());
    // Whoever can start the stack is its operator, and its tenants are for trying things out.
    variables.replace("ALLOW_SESSION_VENDING", "true");
    variables.put("AWS_REGION", REGION);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.toString());
    variables.put("AWS_ENDPOINT_URL_STS", sts.toString());
    variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    return new Environment(variables, iam.credentials(function));
  }

  private RequestStreamHandler start(LambdaFunction function) {
    return starter.start(function, environment(function));
  }

  private Optional<DataDirectory> open(Optional<Path> directory) throws IOException {
    return directory.isPresent()
        ? Optional.of(parts.add(DataDirectory.open(directory.get())))
        : Optional.empty();
  }

  private URI startDynamo(Config config, Optional<DataDirectory> data) throws IOException {
    Clock clock = config.clock();
    DynamoDbFront front =
        data.map(d -> DynamoDbFront.onDisk(d.resolve("dynamodb"), iam.iam(), REGION, clock))
            .orElseGet(() -> DynamoDbFront.inMemory(iam.iam(), REGION, clock));
    var _ = parts.add(front);
    template.tables().forEach(table -> front.ensureTable(Tables.request(table)));
    DynamoDbFront served =
        config.meter().equals(Meter.OFF) ? front : front.billing(config.meter(), REGION, clock);
    return parts.add(LoopbackServer.start(0, served)).uri();
  }

  private URI startS3(Clock clock, Optional<DataDirectory> data, BucketEvents events)
      throws IOException {
    Optional<Path> objects = data.map(d -> d.resolve("s3"));
    String bucket = template.bucket().name();
    var config = new LocalS3.Config(bucket, 0, objects, REGION, iam.iam(), clock, events);
    return parts.add(LocalS3.start(config)).endpoint();
  }

  private static URI started(Future<URI> part) throws IOException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("A part of the stack did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while starting", e);
    }
  }

  /** Stops answering, then the parts; what is on disk is complete then. */
  @Override
  public void close() {
    parts.close();
  }
}

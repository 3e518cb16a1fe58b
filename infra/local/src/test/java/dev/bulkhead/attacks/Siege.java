package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.PolicyDocument;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The running stack, tenants to attack in it, and an operator who sees all that is stored. */
public final class Siege implements AutoCloseable {
  private static final Map<String, Object> ALL =
      Map.of(
          "Version",
          "2012-10-17",
          "Statement",
          List.of(Map.of("Effect", "Allow", "Action", "*", "Resource", "*")));

  /** A line of the stack's log. */
  public record Line(String source, String text) {}

  private final Queue<Line> log = new ConcurrentLinkedQueue<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, Victim> victims = new ConcurrentHashMap<>();
  private final LateClock clock = new LateClock();
  private final LocalAws aws;
  private final DynamoDbClient dynamo;
  private final S3Client s3;

  /** Starts a stack and settles these tenants in it. */
  public Siege(List<String> tenants) throws IOException {
    this(
        tenants,
        Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml"),
        Handlers::create);
  }

  /** The same of another template, with functions of this starter's. */
  public Siege(List<String> tenants, Path template, FunctionStarter starter) throws IOException {
    this.aws =
        LocalAws.start(
            new LocalAws.Config(
                template,
                0,
                Optional.empty(),
                clock,
                (source, text) -> log.add(new Line(source, text)),
                starter));
    Identity operator =
        aws.iam()
            .issueOperatorKeys(
                "arn:aws:iam::000000000000:user/operator",
                PolicyDocument.of(PolicyType.IDENTITY, ALL));
    this.dynamo = client(DynamoDbClient.builder(), "DYNAMODB", operator);
    this.s3 = client(S3Client.builder().forcePathStyle(true), "S3", operator);
    for (String tenant : tenants) {
      victims.put(tenant, settle(tenant));
    }
    awaitEvents();
  }

  /** The stack itself. */
  public LocalAws aws() {
    return aws;
  }

  /** A tenant that was settled. */
  public Victim victim(String tenant) {
    return Optional.ofNullable(victims.get(tenant)).orElseThrow();
  }

  /** Sends a request without a credential. */
  public Answer send(Ask ask) {
    return Wire.send(aws.uri(), ask);
  }

  /** Sends a request as an editor of the tenant. */
  public Answer send(String tenant, Ask ask) {
    return send(tenant, "editor", ask);
  }

  /** Sends a request in a role of the tenant. */
  public Answer send(String tenant, String role, Ask ask) {
    return send(ask.as(victim(tenant).token(role)));
  }

  /** Settles another tenant. */
  public Victim add(String tenant) {
    Victim victim = settle(tenant);
    victims.put(tenant, victim);
    awaitEvents();
    return victim;
  }

  /** Follows a redirect to the bucket, as every client does: without its credential. */
  public Answer follow(Answer redirect) {
    URI to = URI.create(redirect.headers().getOrDefault("location", ""));
    return Wire.send(to, Ask.of("GET", to.getRawPath() + "?" + to.getRawQuery()));
  }

  /** Puts bytes to a URL that was lent, without a credential. */
  public Answer put(String url, byte[] bytes) {
    URI to = URI.create(url);
    return Wire.send(to, Ask.of("PUT", to.getRawPath() + "?" + to.getRawQuery()).bytes(bytes));
  }

  /** Runs an operator's command. */
  public Map<?, ?> operate(String command) {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(UTF_8));
    try {
      return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new token; what it hides must never be logged. */
  public String issue(String tenant, String role) {
    Object token =
        operate(
                """
                {"operation":"issue-token","tenant":"%s","principal":"ana","role":"%s"}\
                """
                    .formatted(tenant, role))
            .get("token");
    return secret(String.valueOf(token));
  }

  /** Something that must never be logged. */
  public String secret(String text) {
    secrets.put(text.startsWith("bh_") ? text.substring(text.lastIndexOf('_') + 1) : text, "");
    return text;
  }

  /** Lets time pass for the gateway and for AWS, not for the functions. */
  public void pass(Duration time) {
    clock.late = clock.late.plus(time);
  }

  /** All that is stored, in both tables and the bucket, once the events of uploads are noted. */
  public Map<String, String> stored() {
    awaitEvents();
    Map<String, String> all = new TreeMap<>();
    for (var table : aws.template().tables()) {
      dynamo
          .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
          .items()
          .forEach(
              item ->
                  all.put(
                      table.name() + " " + item.get("pk") + item.get("sk"),
                      new TreeMap<>(item).toString()));
    }
    for (S3Object object : s3.listObjectsV2Paginator(r -> r.bucket(bucket())).contents()) {
      all.put("s3 " + object.key(), object.eTag() + " " + object.size());
    }
    return all;
  }

  /** Returns once no event of the bucket's waits to be noted. */
  public void awaitEvents() {
    aws.queue().awaitDelivered();
  }

  /** The operator's own way to the bucket. */
  public S3Client s3() {
    return s3;
  }

  /** The bucket's name. */
  public String bucket() {
    return aws.template().bucket().name();
  }

  /** What was logged since the log was last cleared. */
  public List<Line> log() {
    return List.copyOf(log);
  }

  /** Forgets what was logged. */
  public void clearLog() {
    log.clear();
  }

  /**
   * What holds for every line whatever was tried: it is one line of plain text without any secret,
   * a function's is a JSON object, and none tells of a bug or of a wall that had to step in.
   */
  public void assertLogIsClean() {
    for (Line line : log) {
      assertThat(line.text())
          .as("%s: %s", line.source(), line.text())
          .matches(text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7f), "plain ASCII")
          .doesNotContainIgnoringCase(
              "X-Amz-Signature=", "X-Amz-Security-Token=", "Bearer bh_", "Authorization:")
          .doesNotContain(secrets.keySet())
          .doesNotContain("wall_hit", "\"outcome\":\"failed\"");
      if (!line.source().equals("gateway")) {
        assertThat(new Answer(200, Map.of(), line.text()).json())
            .as("%s: %s", line.source(), line.text())
            .containsKeys("request_id", "action", "outcome");
      }
    }
  }

  private Victim settle(String tenant) {
    operate("{\"operation\":\"create-tenant\",\"tenant\":\"%s\"}".formatted(tenant));
    Map<String, String> tokens = new HashMap<>();
    for (String role : List.of("viewer", "editor", "admin")) {
      tokens.put(role, issue(tenant, role));
    }
    String token = String.valueOf(tokens.get("editor"));
    String canary = "canary_" + tenant + "_end";
    String experiment =
        ok(token, "mlflow/experiments/create", "{\"name\":\"%s\"}".formatted(canary))
            .field("experiment_id");
    String run =
        id(
            "run_id",
            ok(
                token,
                "mlflow/runs/create",
                """
                {"experiment_id":"%s","start_time":1,"run_name":"%s"}\
                """
                    .formatted(experiment, canary)));
    ok(
        token,
        "mlflow/runs/log-batch",
        """
        {"run_id":"%1$s","params":[{"key":"p","value":"%2$s"}],"tags":[{"key":"t","value":"%2$s"}],\
        "metrics":[{"key":"%2$s","value":1,"timestamp":1,"step":0}]}\
        """
            .formatted(run, canary));
    String model =
        id(
            "model_id",
            ok(
                token,
                "mlflow/logged-models",
                "{\"experiment_id\":\"%s\",\"name\":\"%s\"}".formatted(experiment, canary)));
    String file = "%s/%s/artifacts/file.txt".formatted(experiment, run);
    Answer put =
        send(
            Ask.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + file)
                .as(token)
                .bytes(canary.getBytes(UTF_8)));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    return new Victim(tenant, canary, Map.copyOf(tokens), experiment, run, model, file);
  }

  private Answer ok(String token, String path, String body) {
    Answer answer = send(Ask.post(path, body).as(token));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static String id(String field, Answer answer) {
    var found =
        java.util.regex.Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, String service, Identity operator) {
    var environment = aws.environment(aws.template().function("RunsFunction"));
    return builder
        .httpClientBuilder(Apache5HttpClient.builder())
        .region(environment.region())
        .endpointOverride(environment.endpoint(service).orElseThrow())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(operator.accessKeyId(), operator.secretAccessKey())))
        .build();
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
    aws.close();
  }

  private static final class LateClock extends Clock {
    private volatile Duration late = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(late);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

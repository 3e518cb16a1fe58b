package dev.bulkhead.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.ClientCredentials;
import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** What the credentials that clients are handed are good for, tried with AWS's own SDK. */
@Timeout(120)
final class S3CredentialsTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PATH = "/api/2.0/bulkhead/s3-credentials";
  private static final ConcurrentLinkedQueue<String> LOG = new ConcurrentLinkedQueue<>();

  private static LocalAws aws;
  private static Map<?, ?> editor;
  private static Map<?, ?> viewer;
  private static Map<?, ?> foreigner;

  @BeforeAll
  static void start() throws Exception {
    aws =
        LocalAws.start(
            new LocalAws.Config(
                ROOT.resolve("template.yaml"),
                0,
                Optional.empty(),
                Clock.systemUTC(),
                (_, text) -> LOG.add(text)));
    editor = credentials(Tokens.token(aws, "acme", "editor"));
    viewer = credentials(Tokens.token(aws, "acme", "viewer"));
    foreigner = credentials(Tokens.token(aws, "acme2", "editor"));
    put(editor, "tenants/acme/artifacts/a/b.txt");
    put(foreigner, "tenants/acme2/artifacts/a/b.txt");
  }

  @AfterAll
  static void stop() {
    aws.close();
    CLIENT.close();
  }

  @Test
  void areWhatCredentialProcessWants() {
    assertThat(editor.get("Version")).isEqualTo(1L);
    assertThat(editor.get("AccessKeyId").toString()).startsWith("ASIA");
    assertThat(Instant.parse(editor.get("Expiration").toString()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(30)), Instant.now().plus(Duration.ofHours(1)));
    assertThat(editor.get("Tenant")).isEqualTo("acme");
    assertThat(editor.get("Bucket")).isEqualTo(aws.template().bucket().name());
  }

  @Test
  void areKeptByNobodyOnTheWay() throws Exception {
    HttpResponse<byte[]> answer = post(Tokens.token(aws, "acme", "editor"));

    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  void areNeverLoggedButWhoAskedIs() {
    for (Map<?, ?> handed : List.of(editor, viewer, foreigner)) {
      assertThat(LOG)
          .noneMatch(line -> line.contains(handed.get("SecretAccessKey").toString()))
          .noneMatch(line -> line.contains(handed.get("SessionToken").toString()));
    }
    assertThat(LOG)
        .anyMatch(
            line ->
                line.contains("bulkhead/s3-credentials")
                    && line.contains("\"tenant\":\"acme\"")
                    && line.contains("\"role\":\"viewer\"")
                    && line.contains("\"outcome\":\"ok\""));
  }

  @Test
  void theyReadWriteListAndDeleteTheTenantsFiles() {
    S3Client s3 = s3(editor);

    put(editor, "tenants/acme/artifacts/ä b/c%20d+e");
    assertThat(read(viewer, "tenants/acme/artifacts/ä b/c%20d+e")).isEqualTo("hello");
    assertThat(
            s3.listObjectsV2(r -> r.bucket(bucket()).prefix("tenants/acme/artifacts/")).contents())
        .hasSizeGreaterThan(1);
    s3.deleteObject(r -> r.bucket(bucket()).key("tenants/acme/artifacts/ä b/c%20d+e"));
    var upload =
        s3.createMultipartUpload(r -> r.bucket(bucket()).key("tenants/acme/artifacts/parts"));
    s3.abortMultipartUpload(
        r -> r.bucket(bucket()).key("tenants/acme/artifacts/parts").uploadId(upload.uploadId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenants/acme2/artifacts/a/b.txt",
        "tenants/acme/../acme2/artifacts/a/b.txt",
        "tenants/acme/artifactsa",
        "tenants/acme/spill/a",
        "tenants/acme",
        "x"
      })
  void theyReachNothingElse(String key) {
    S3Client s3 = s3(editor);

    assertRefused(() -> read(editor, key));
    assertRefused(() -> put(editor, key));
    assertRefused(() -> s3.deleteObject(r -> r.bucket(bucket()).key(key)));
    assertRefused(
        () ->
            s3.copyObject(
                r ->
                    r.sourceBucket(bucket())
                        .sourceKey(key)
                        .destinationBucket(bucket())
                        .destinationKey("tenants/acme/artifacts/copy")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenants/acme2/artifacts/", "tenants/acme", "tenants/", "", "tenants/acme/"})
  void theyListNothingElse(String prefix) {
    assertRefused(() -> s3(editor).listObjectsV2(r -> r.bucket(bucket()).prefix(prefix)));
  }

  @Test
  void aViewersWriteNothing() {
    S3Client s3 = s3(viewer);

    assertThat(read(viewer, "tenants/acme/artifacts/a/b.txt")).isEqualTo("hello");
    assertRefused(() -> put(viewer, "tenants/acme/artifacts/a/b.txt"));
    assertRefused(
        () -> s3.deleteObject(r -> r.bucket(bucket()).key("tenants/acme/artifacts/a/b.txt")));
    assertRefused(
        () -> s3.createMultipartUpload(r -> r.bucket(bucket()).key("tenants/acme/artifacts/p")));
  }

  @Test
  void theyAreNoneForTheTable() {
    String table = aws.template().tables().getFirst().name();
    var key = Map.of("pk", AttributeValue.fromS("T#acme#X"), "sk", AttributeValue.fromS("0"));
    try (DynamoDbClient dynamo = dynamo(editor)) {
      assertRefused(() -> dynamo.getItem(r -> r.tableName(table).key(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "", "TRUE"})
  void noneAreHandedOutUnlessTheTemplateSaysTrue(String allowed) {
    LambdaFunction function = aws.template().function("ArtifactsFunction");
    Environment of = aws.environment(function);
    var variables = new HashMap<>(of.variables());
    variables.put("ALLOW_S3_CREDENTIALS", allowed);

    assertThat(ClientCredentials.of(new Environment(variables, of.credentials()))).isEmpty();
  }

  @Test
  void aRunAtS3IsListedAndServedByTheServerToo() throws Exception {
    String token = Tokens.token(aws, "acme", "editor");
    String root = "s3://" + bucket() + "/tenants/acme/artifacts/";
    assertThat(create(token, "other", root.replace("acme", "acme2") + "x").statusCode())
        .isEqualTo(400);

    HttpResponse<byte[]> created = create(token, "direct", root + "direct");
    String experiment = ((Map<?, ?>) read(created)).get("experiment_id").toString();
    Map<?, ?> run =
        (Map<?, ?>)
            read(
                send(
                    token,
                    "/api/2.0/mlflow/runs/create",
                    "{\"experiment_id\":\"" + experiment + "\"}"));
    Map<?, ?> info = (Map<?, ?>) ((Map<?, ?>) run.get("run")).get("info");
    String uri = info.get("artifact_uri").toString();
    String id = info.get("run_id").toString();
    assertThat(uri).isEqualTo(root + "direct/" + id + "/artifacts");
    put(editor, uri.substring(("s3://" + bucket() + "/").length()) + "/model/a.bin");

    Map<?, ?> listed =
        (Map<?, ?>) read(get(token, "/api/2.0/mlflow/artifacts/list?path=model&run_id=" + id));
    assertThat(listed.get("root_uri")).isEqualTo(uri);
    assertThat(listed.get("files"))
        .isEqualTo(List.of(Map.of("path", "model/a.bin", "is_dir", false, "file_size", 5L)));
    assertThat(get(token, "/get-artifact?path=model/a.bin&run_id=" + id).statusCode())
        .isEqualTo(302);
  }

  private static HttpResponse<byte[]> create(String token, String name, String location)
      throws Exception {
    return send(
        token,
        "/api/2.0/mlflow/experiments/create",
        "{\"name\":\"" + name + "\",\"artifact_location\":\"" + location + "\"}");
  }

  private static Object read(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return requireNonNull(Json.read(answer.body()));
  }

  private static Map<?, ?> credentials(String token) throws Exception {
    return (Map<?, ?>) read(post(token));
  }

  private static HttpResponse<byte[]> post(String token) throws Exception {
    return send(token, PATH, "");
  }

  private static HttpResponse<byte[]> send(String token, String path, String body)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(aws.uri() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String token, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(aws.uri() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static S3Client s3(Map<?, ?> of) {
    return S3Client.builder()
        .endpointOverride(URI.create(of.get("Endpoint").toString()))
        .forcePathStyle(true)
        .region(Region.of(of.get("Region").toString()))
        .credentialsProvider(provider(of))
        .build();
  }

  private static DynamoDbClient dynamo(Map<?, ?> of) {
    String endpoint =
        aws.environment(aws.template().function("RunsFunction"))
            .required("AWS_ENDPOINT_URL_DYNAMODB");
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(of.get("Region").toString()))
        .credentialsProvider(provider(of))
        .build();
  }

  private static StaticCredentialsProvider provider(Map<?, ?> of) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            of.get("AccessKeyId").toString(),
            of.get("SecretAccessKey").toString(),
            of.get("SessionToken").toString()));
  }

  private static void put(Map<?, ?> credentials, String key) {
    s3(credentials).putObject(r -> r.bucket(bucket()).key(key), RequestBody.fromString("hello"));
  }

  private static String read(Map<?, ?> credentials, String key) {
    return s3(credentials).getObjectAsBytes(r -> r.bucket(bucket()).key(key)).asUtf8String();
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isIn("AccessDenied", "AccessDeniedException"));
  }

  private static String bucket() {
    return aws.template().bucket().name();
  }
}

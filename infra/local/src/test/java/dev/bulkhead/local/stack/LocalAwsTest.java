package dev.bulkhead.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.s3.S3EventJson;
import dev.bulkhead.local.s3.S3ObjectEvent;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All parts together, as {@code ./bulkhead up} starts them. */
@Timeout(120)
class LocalAwsTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
  private static LocalAws aws;

  @BeforeAll
  static void start() throws IOException {
    aws = LocalAws.start(config(0, Optional.empty()));
    createTenant(aws, "acme");
  }

  @AfterAll
  static void stop() {
    aws.close();
    CLIENT.close();
  }

  @Test
  void everySampleEventIsAnsweredByItsFunction() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      for (Path file : files.toList()) {
        byte[] event = Files.readAllBytes(file);

        Outcome outcome = aws.invoke(function((Map<?, ?>) Json.read(event)), event);

        assertThat(outcome).as("%s %s", file, LOG).isInstanceOf(Outcome.Answered.class);
        String answer = new String(((Outcome.Answered) outcome).payload(), StandardCharsets.UTF_8);
        assertThat(answer).as("%s %s", file, LOG).doesNotContain("\"statusCode\":5");
      }
    }
  }

  @Test
  void anUploadIsNotedForItsTenant() throws Exception {
    String token = issueToken(aws, "acme");

    HttpResponse<String> uploaded =
        send(
            aws,
            token,
            request ->
                request
                    .uri(at(aws, "/api/2.0/mlflow-artifacts/artifacts/0/run/artifacts/a%20b.txt"))
                    .header("Content-Type", "text/plain")
                    .PUT(BodyPublishers.ofString("hello")));

    assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
    Upload noted = await(aws, new ArtifactPath("0/run/artifacts/a b.txt"));
    assertThat(noted.size()).isEqualTo(5);
    assertThat(noted.removed()).isFalse();
  }

  @Test
  void anEventThatAKilledStackHadNotDeliveredIsNotLost(@TempDir Path directory) throws Exception {
    String key = "tenants/acme/artifacts/0/run/artifacts/late.txt";
    var event =
        new S3ObjectEvent(
            "ObjectCreated:Put",
            aws.template().bucket().name(),
            key,
            7,
            "e",
            "0A",
            Instant.EPOCH,
            "somebody");
    LocalQueue killed = LocalQueue.open(Optional.of(directory.resolve("sqs/UploadEvents")), 5);
    killed.send(new S3EventJson("us-east-1", "template").render(event));

    try (LocalAws next = LocalAws.start(config(0, Optional.of(directory)))) {
      assertThat(await(next, new ArtifactPath("0/run/artifacts/late.txt")).size()).isEqualTo(7);
    }
  }

  @Test
  void nothingListensButOnLoopback() throws IOException {
    Environment environment = aws.environment(aws.template().function("ExperimentsFunction"));
    List<Integer> ports =
        Stream.concat(
                Stream.of("DYNAMODB", "S3", "SQS", "STS")
                    .map(s -> environment.endpoint(s).orElseThrow()),
                Stream.of(aws.uri()))
            .map(URI::getPort)
            .toList();
    List<InetAddress> elsewhere =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();

    for (int port : ports) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      }
      for (InetAddress address : elsewhere) {
        try (var socket = new Socket()) {
          assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000))
              .as("%s", address)
              .isInstanceOf(IOException.class);
        }
      }
    }
    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void everyFunctionSignsWithKeysOfItsOwnRoleAlone() {
    var holders =
        aws.template().functions().stream()
            .map(f -> aws.environment(f).credentials().resolveCredentials().accessKeyId())
            .map(key -> aws.iam().find(key).orElseThrow().principalArn())
            .toList();

    assertThat(holders)
        .doesNotHaveDuplicates()
        .contains(
            "arn:aws:sts::000000000000:assumed-role/bulkhead-local-RunsFunctionRole/"
                + "bulkhead-local-RunsFunctionRole");
  }

  @Test
  void whatIsKeptOnDiskIsThereAgain(@TempDir Path directory) throws Exception {
    String token;
    try (LocalAws first = LocalAws.start(config(0, Optional.of(directory)))) {
      createTenant(first, "acme");
      token = issueToken(first, "acme");
      assertThat(
              send(
                      first,
                      token,
                      request ->
                          request
                              .uri(at(first, "/api/2.0/mlflow/experiments/create"))
                              .header("Content-Type", "application/json")
                              .POST(BodyPublishers.ofString("{\"name\":\"kept\"}")))
                  .statusCode())
          .isEqualTo(200);
    }

    try (LocalAws second = LocalAws.start(config(0, Optional.of(directory)))) {
      HttpResponse<String> found =
          send(
              second,
              token,
              request ->
                  request.uri(
                      at(second, "/api/2.0/mlflow/experiments/get-by-name?experiment_name=kept")));
      assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    }
  }

  @Test
  void aDirectoryHoldsOneStackAtATime(@TempDir Path directory) throws IOException {
    try (var _ = LocalAws.start(config(0, Optional.of(directory)))) {
      assertThatThrownBy(() -> LocalAws.start(config(0, Optional.of(directory))))
          .isInstanceOf(IOException.class)
          .hasMessage("Another stack uses the directory %s.", directory);
    }
  }

  @Test
  void aPortInUseStopsWhatWasStarted() {
    assertThatThrownBy(() -> LocalAws.start(config(aws.uri().getPort(), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(BindException.class);
  }

  @Test
  void aStoppedStackAnswersNoMore() throws IOException {
    LocalAws stopped = LocalAws.start(config(0, Optional.empty()));
    HttpRequest health = HttpRequest.newBuilder(at(stopped, "/health")).build();
    stopped.close();

    assertThatThrownBy(() -> CLIENT.send(health, BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatCannotRunIsASentence(
      String right, String wrong, String sentence, @TempDir Path directory) throws IOException {
    String yaml = Files.readString(ROOT.resolve("template.yaml"));
    Path broken = directory.resolve("template.yaml");
    Files.writeString(broken, yaml.replace(right, wrong));
    var config = LocalAws.Config.of(broken);

    assertThatThrownBy(() -> LocalAws.start(config)).hasMessageContaining(sentence);
  }

  private static List<Arguments> mistakes() {
    return List.of(
        Arguments.of(
            "runs.RunsFunction",
            "runs.Nothing",
            "The handler of RunsFunction, dev.bulkhead.runs.Nothing, is no class."),
        Arguments.of(
            "dev.bulkhead.runs.RunsFunction",
            "dev.bulkhead.runs.CreateRun",
            "The handler of RunsFunction is no RequestStreamHandler with a constructor for an"
                + " Environment."),
        Arguments.of(
            "ForAllValues:StringLike: {dynamodb:LeadingKeys: 'T#",
            "ForAllValues:StringSounds: {dynamodb:LeadingKeys: 'T#",
            "TenantDataRole has an invalid policy: "),
        Arguments.of(
            "Bool: {aws:SecureTransport",
            "Boolean: {aws:SecureTransport",
            "The bucket has an invalid policy: "));
  }

  private static LocalAws.Config config(int port, Optional<Path> data) {
    return new LocalAws.Config(
        ROOT.resolve("template.yaml"),
        port,
        data,
        Clock.systemUTC(),
        (source, text) -> LOG.add(source + " " + text));
  }

  private static String function(Map<?, ?> event) {
    if (event.containsKey("operation")) {
      return "TenantsFunction";
    }
    if (event.containsKey("Records")) {
      return "UploadsFunction";
    }
    if (event.containsKey("detail-type")) {
      return "MaintenanceFunction";
    }
    if (event.containsKey("identitySource")) {
      return "AuthorizerFunction";
    }
    if (event.containsKey("detail-type") || event.containsKey("chore")) {
      return "MaintenanceFunction";
    }
    return aws.template().routes().stream()
        .filter(route -> route.key().equals(event.get("routeKey")))
        .findFirst()
        .orElseThrow()
        .function();
  }

  private static void createTenant(LocalAws stack, String tenant) throws IOException {
    tenants(stack, "{\"operation\":\"create-tenant\",\"tenant\":\"" + tenant + "\"}");
  }

  private static String issueToken(LocalAws stack, String tenant) throws IOException {
    return tenants(
            stack,
            "{\"operation\":\"issue-token\",\"tenant\":\"%s\",\"principal\":\"ana\",\"role\":\"editor\"}"
                .formatted(tenant))
        .get("token")
        .toString();
  }

  private static Map<?, ?> tenants(LocalAws stack, String command) throws IOException {
    Outcome outcome = stack.invoke("TenantsFunction", command.getBytes(StandardCharsets.UTF_8));
    return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
  }

  private static Upload await(LocalAws stack, ArtifactPath path) throws InterruptedException {
    var stores =
        new LiveStores(
            stack.environment(stack.template().function("UploadsFunction")), Capability.ACCOUNTING);
    Instant end = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(end)) {
      Optional<Noted> noted =
          stores.open(new TenantId("acme"), Access.READ).uploads().find(path.value());
      if (noted.isPresent()) {
        return noted.get().upload();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("Nobody noted " + path + ": " + LOG);
  }

  private interface Call {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private static HttpResponse<String> send(LocalAws stack, String token, Call call)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.uri()).header("Authorization", "Bearer " + token);
    return CLIENT.send(call.of(request).build(), BodyHandlers.ofString());
  }

  private static URI at(LocalAws stack, String path) {
    return URI.create(stack.uri() + path);
  }
}

package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class AuditLogTest {
  private static final String SECRET = "0123456789abcdef".repeat(4);

  @Test
  void saysWhoDidWhatToWhatAndHowItEnded() throws IOException {
    Client client =
        client(
            call -> {
              var _ = call.fields();
              return Reply.empty();
            });

    client.post(
        "things/do", "{\"runId\": \"r1\", \"experiment_ids\": [\"1\", 2], \"value\": \"v\"}");

    assertThat(record(client.context()))
        .containsEntry("level", "INFO")
        .containsEntry("request_id", "request-1")
        .containsEntry("tenant", "acme")
        .containsKeys("principal", "role", "duration_ms")
        .containsEntry("action", "POST /{api}/2.0/mlflow/things/do")
        .containsEntry("resource", Map.of("run_id", "r1", "experiment_ids", "1,2"))
        .containsEntry("outcome", "ok")
        .containsEntry("status", 200L)
        .containsEntry("function", "function")
        .doesNotContainKeys(
            "wall_hit", "WallHits", "throttled_by", "Throttles", "failure", "error_code");
  }

  @Test
  void everyCallIsCountedByFunctionAndOutcomeAndNeverByTenant() throws IOException {
    Client client = client(_ -> Reply.empty());

    client.post("things/do", "{}");

    Map<String, Object> record = record(client.context());
    assertThat(metrics(record))
        .containsExactly(metric("duration_ms", "Milliseconds", "function", "outcome"));
    assertThat(record).containsKeys("duration_ms", "function", "outcome");
    assertThat((Map<?, ?>) record.get("_aws")).extracting("Timestamp").isInstanceOf(Long.class);
  }

  @Test
  void whatDynamoDbSaysThatACallConsumedIsCountedWithIt() throws IOException {
    Map<String, Object> record =
        recordOf(
            () -> {
              Consumption.note(1.5, 0);
              Consumption.note(0, 4);
              Consumption.note(1, 2);
            });

    assertThat(record).containsEntry("ReadUnits", 2.5).containsEntry("WriteUnits", 6.0);
    assertThat(metrics(record))
        .containsExactly(
            directive(
                List.of(
                    Map.of("Name", "duration_ms", "Unit", "Milliseconds"),
                    Map.of("Name", "ReadUnits", "Unit", "Count"),
                    Map.of("Name", "WriteUnits", "Unit", "Count")),
                "function",
                "outcome"));
  }

  @Test
  void whatACallDidNotConsumeIsNoMetric() throws IOException {
    assertThat(recordOf(() -> Consumption.note(0.5, 0)))
        .containsKey("ReadUnits")
        .doesNotContainKey("WriteUnits");
  }

  /** What is left of a call that does this. */
  private static Map<String, Object> recordOf(Runnable work) throws IOException {
    Client client =
        client(
            _ -> {
              work.run();
              return Reply.empty();
            });
    client.post("things/do", "{}");
    return record(client.context());
  }

  @ParameterizedTest
  @CsvSource({
    "Sts, ThrottlingException, 400, true",
    "DynamoDb, ProvisionedThroughputExceededException, 400, true",
    "S3, SlowDown, 503, true",
    "S3, NoSuchKey, 404, false",
    "DynamoDb, InternalServerError, 500, false"
  })
  void whoThrottledUsIsCountedByItsName(String service, String code, int status, boolean counted)
      throws IOException {
    var told = new Unavailable("Please try again.");
    told.initCause(
        AwsServiceException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().serviceName(service).errorCode(code).build())
            .build());
    Client client =
        client(
            _ -> {
              throw told;
            });

    client.post("things/do", "{}");

    Map<String, Object> record = record(client.context());
    if (counted) {
      assertThat(record).containsEntry("throttled_by", service).containsEntry("Throttles", 1L);
      assertThat(metrics(record)).contains(metric("Throttles", "Count", "throttled_by"));
    } else {
      assertThat(record).doesNotContainKeys("throttled_by", "Throttles");
    }
  }

  @Test
  void aRefusalHasItsCodeAndNoStack() throws IOException {
    Client client =
        client(
            _ -> {
              throw new NotFound("Run 'x' not found");
            });

    client.post("things/do", "{}");

    assertThat(record(client.context()))
        .containsEntry("outcome", "refused")
        .containsEntry("status", 404L)
        .containsEntry("error_code", "RESOURCE_DOES_NOT_EXIST")
        .doesNotContainKey("failure");
  }

  @Test
  void aRouteThatDoesNotExistIsKeptByItsPath() throws IOException {
    Client client = client(_ -> Reply.empty());

    client.send(
        "{\"routeKey\":\"$default\",\"rawPath\":\"/api/2.0/mlflow/things/steal\"}"
            .getBytes(StandardCharsets.UTF_8));

    assertThat(record(client.context()))
        .containsEntry("resource", Map.of("path", "/api/2.0/mlflow/things/steal"))
        .containsEntry("error_code", "ENDPOINT_NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400, true",
    "AccessDenied, 403, true",
    ", 403, true",
    "ExpiredToken, 403, false",
    "SignatureDoesNotMatch, 403, false",
    "ValidationException, 400, false"
  })
  void whatAwsDeniesIsAWallHit(String code, int status, boolean hit) throws IOException {
    var denial =
        AwsServiceException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
    Client client =
        client(
            _ -> {
              throw denial;
            });

    client.post("things/do", "{}");

    assertThat(record(client.context()).containsKey("wall_hit")).isEqualTo(hit);
  }

  @Test
  void aWallHitIsAMetricEvenBehindAFailureThatCallersAreTold() throws IOException {
    var told = new Unavailable("Please try again.");
    told.initCause(
        AwsServiceException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
            .build());
    Client client =
        client(
            _ -> {
              throw told;
            });

    client.post("things/do", "{}");

    Map<String, Object> hit = record(client.context());
    assertThat(hit).containsEntry("wall_hit", true).containsEntry("WallHits", 1L);
    assertThat(metrics(hit)).contains(metric("WallHits", "Count"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\n{\"level\":\"INFO\",\"tenant\":\"zeta\"}",
        "\u001b[2J\u001b]0;x\u0007",
        "\u009b31m",
        "\u2028\u2029\u0085",
        "\u202egnp.exe",
        "\",\"tenant\":\"zeta\",\"x\":\"",
        "\u0000\u007f",
        "\ud800"
      })
  void nothingThatAClientSendsEndsTheLineOrForgesOne(String text) throws IOException {
    var context = new FakeContext();

    AuditLog.write(context, record(text, text));

    String line = context.lines().getFirst();
    assertThat(line.strip().chars().allMatch(c -> c >= ' ' && c < 0x7f)).as(line).isTrue();
    assertThat(record(context)).containsEntry("tenant", "acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bh_acme_0123456789abcdef_{secret}",
        "x/bh_acme_0123456789abcdef_{secret}/y",
        "BH_ACME_0123456789ABCDEF_{secret}",
        "https://s3/k?X-Amz-Signature={secret}&b=c",
        "https://s3/k?x-amz-security-token={secret}",
        "https%3A%2F%2Fs3%2Fk%3FX-Amz-Credential%3D{secret}",
        "Authorization: Bearer {secret}",
        "basic {secret}"
      })
  void secretsThatAreSentAsIdsAreTakenOut(String text) {
    var context = new FakeContext();
    String secret = text.replace("{secret}", SECRET);

    AuditLog.write(context, record(secret, secret));

    assertThat(context.lines().getFirst()).contains("[redacted]").doesNotContain(SECRET);
  }

  @Test
  void theLineStaysShort() {
    var context = new FakeContext();

    AuditLog.write(context, record("x".repeat(1_000_000), "\u0001".repeat(1_000_000)));

    assertThat(context.lines().getFirst()).hasSizeLessThan(5_000);
  }

  private static AuditRecord record(String id, String action) {
    return new AuditRecord(
        "request-1",
        Map.of("tenant", "acme"),
        action,
        Map.of("run_id", id),
        Outcome.answered(200),
        Effort.NONE);
  }

  private static List<Object> metrics(Map<String, Object> record) {
    return List.copyOf((List<?>) ((Map<?, ?>) record.get("_aws")).get("CloudWatchMetrics"));
  }

  private static Map<String, Object> metric(String name, String unit, String... dimensions) {
    return directive(List.of(Map.of("Name", name, "Unit", unit)), dimensions);
  }

  private static Map<String, Object> directive(
      List<Map<String, String>> metrics, String... dimensions) {
    return Map.of(
        "Namespace", "Bulkhead", "Dimensions", List.of(List.of(dimensions)), "Metrics", metrics);
  }

  private static Client client(Operation operation) {
    return new Client(
        new HttpFunction(Routes.of(Route.read("POST /{api}/2.0/mlflow/things/do", operation))) {});
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private static Map<String, Object> record(FakeContext context) throws IOException {
    assertThat(context.lines()).hasSize(1);
    byte[] line = context.lines().getFirst().getBytes(StandardCharsets.UTF_8);
    return (Map<String, Object>) Json.read(line);
  }
}

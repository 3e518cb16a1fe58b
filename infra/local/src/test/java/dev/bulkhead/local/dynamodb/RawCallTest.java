package dev.bulkhead.local.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.iam.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Well-signed calls of {@code acme} that no SDK would send, to be understood in two ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RawCallTest {
  private static final String OWN = "{\"pk\":{\"S\":\"T#acme#X\"},\"sk\":{\"S\":\"1\"}}";
  private static final String FOREIGN = "{\"pk\":{\"S\":\"T#acme2#X\"},\"sk\":{\"S\":\"1\"}}";

  private TestDynamo dynamo;
  private Identity acme;

  @BeforeAll
  void start() throws IOException {
    dynamo = TestDynamo.inMemory();
    acme = Wall.BOTH.session(dynamo.iam, "acme", "write", Duration.ofHours(1));
    try (var operator = dynamo.client(dynamo.operator())) {
      operator.putItem(r -> r.tableName(TestDynamo.TABLE).item(TestDynamo.item("T#acme2#X", "1")));
    }
  }

  @AfterAll
  void stop() {
    dynamo.close();
  }

  @Test
  void understandsAPlainCall() throws IOException {
    assertThat(send(get(OWN), Map.of())).isEqualTo("{}");
    assertThat(send(get(FOREIGN), Map.of())).contains("AccessDeniedException");
  }

  static Stream<Arguments> ambiguous() {
    String target = "DynamoDB_20120810.GetItem";
    return Stream.of(
        row("a member twice, own one first", both("Key", OWN, "Key", FOREIGN), Map.of()),
        row("a member twice, own one last", both("Key", FOREIGN, "Key", OWN), Map.of()),
        row(
            "the key's attribute twice",
            get(OWN.replace("\"sk\"", "\"pk\":{\"S\":\"T#acme2#X\"},\"sk\"")),
            Map.of()),
        row("an escaped second member", both("Key", OWN, "K\\u0065y", FOREIGN), Map.of()),
        row(
            "a key of two types",
            get(OWN.replace("{\"S\":\"T#acme#X\"}", "{\"S\":\"T#acme#X\",\"N\":\"1\"}")),
            Map.of()),
        row("two objects", get(OWN) + get(FOREIGN), Map.of()),
        row(
            "two targets",
            get(OWN),
            Map.of("X-Amz-Target", List.of(target, "DynamoDB_20120810.Scan"))),
        row("no target", get(OWN), Map.of("X-Amz-Target", List.of())),
        row(
            "a target of another version",
            get(OWN),
            Map.of("X-Amz-Target", List.of("DynamoDB_20111205.GetItem"))),
        row("a packed body", get(OWN), Map.of("Content-Encoding", List.of("gzip"))),
        row("a byte order mark", "\ufeff" + get(OWN), Map.of()),
        row("no JSON", "key=value", Map.of()),
        row("an empty body", "", Map.of()),
        row("a list", "[]", Map.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ambiguous")
  void refusesWhatCanBeUnderstoodInTwoWays(
      String what, String body, Map<String, List<String>> headers) throws IOException {
    assertThat(send(body, headers))
        .contains("__type")
        .contains("Exception")
        .doesNotContain("acme2");
  }

  @Test
  void refusesAnotherEncoding() throws IOException {
    assertThat(send(get(OWN).getBytes(UTF_16BE), Map.of())).contains("SerializationException");
  }

  /** A member of another case is no member: neither for IAM nor for DynamoDB Local. */
  @Test
  void knowsMembersByTheirExactNames() throws IOException {
    assertThat(send(both("Key", OWN, "key", FOREIGN), Map.of())).doesNotContain("acme2");
    assertThat(send(both("key", OWN, "Key", FOREIGN), Map.of())).contains("AccessDenied");
    assertThat(send(both("key", FOREIGN, "KEY", FOREIGN), Map.of())).contains("Exception");
  }

  @Test
  void knowsNoOperationThatDynamoDbDoesNotHave() throws IOException {
    assertThat(send("{}", Map.of("X-Amz-Target", List.of("DynamoDB_20120810.GetEverything"))))
        .contains("AccessDeniedException")
        .contains("dynamodb:GetEverything on resource: *");
  }

  private static String get(String key) {
    return "{\"TableName\":\"runs\",\"Key\":" + key + "}";
  }

  private static String both(String one, String first, String other, String second) {
    return "{\"TableName\":\"runs\",\"%s\":%s,\"%s\":%s}".formatted(one, first, other, second);
  }

  private String send(String body, Map<String, List<String>> headers) throws IOException {
    return send(body.getBytes(UTF_8), headers);
  }

  private String send(byte[] body, Map<String, List<String>> headers) throws IOException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(dynamo.server().uri())
            .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
            .putHeader("Content-Type", "application/x-amz-json-1.0");
    headers.forEach(request::putHeader);
    ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(
                            AwsSessionCredentialsIdentity.create(
                                acme.accessKeyId(),
                                acme.secretAccessKey(),
                                acme.sessionToken().orElseThrow()))
                        .request(request.build())
                        .payload(content)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, TestDynamo.REGION));
    HttpExecuteResponse response =
        dynamo
            .http()
            .prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(content)
                    .build())
            .call();
    try (var in = response.responseBody().orElseThrow()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Arguments row(String what, String body, Map<String, List<String>> headers) {
    return Arguments.of(what, body, headers);
  }
}

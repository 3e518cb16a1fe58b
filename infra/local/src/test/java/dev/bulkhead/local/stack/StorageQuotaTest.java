package dev.bulkhead.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A tenant's quota from end to end: at signing, when an upload slips past, and when it is raised.
 */
final class StorageQuotaTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String PARTS = "{\"path\":\"large\",\"num_parts\":3}";
  private static LocalAws aws;

  @BeforeAll
  static void start() throws IOException {
    aws = LocalAws.start(LocalAws.Config.of(ROOT.resolve("template.yaml")));
  }

  @AfterAll
  static void stop() {
    aws.close();
    CLIENT.close();
  }

  @Test
  void anUploadThatDoesNotFitIsRefusedBeforeAByteIsSent() throws Exception {
    String token = tenant("full", 10);
    assertThat(put(token, "a", "12345678").statusCode()).isEqualTo(200);
    await(() -> usage("full").get("bytes").equals(8L));

    HttpResponse<String> refused = put(token, "b", "123");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("\"error_code\":\"QUOTA_EXCEEDED\"", "10 bytes", "8 bytes are stored");
    assertThat(put(token, "a", "123456789").statusCode()).isEqualTo(200);
    await(() -> usage("full").get("bytes").equals(9L));
    assertThat(put(token, "c", "1").statusCode()).isEqualTo(200);
    await(() -> usage("full").get("bytes").equals(10L));

    assertThat(put(token, "d", "").statusCode()).isEqualTo(200);
    assertThat(post(token, "create", PARTS).statusCode()).isEqualTo(403);
    assertThat(send(token, "a", HttpRequest.Builder::DELETE).statusCode()).isEqualTo(200);
    await(() -> usage("full").get("bytes").equals(1L));
    assertThat(post(token, "create", PARTS).statusCode()).isEqualTo(200);
  }

  @Test
  void whatSlippedPastIsServedToNobodyUntilTheQuotaIsRaised() throws Exception {
    String token = tenant("slips", 10);
    Begun first = begin(token, "first");
    Begun second = begin(token, "second");

    first.complete(token, "12345678");
    await(() -> usage("slips").get("files").equals(1L));
    second.complete(token, "12345678");
    await(() -> usage("slips").get("quarantined_bytes").equals(8L));

    URI lent = stores().artifacts().download(new ArtifactPath("second"), Duration.ofMinutes(1));
    await(() -> get(lent).statusCode() == 403);
    HttpResponse<String> asked = send(token, "second", HttpRequest.Builder::GET);
    assertThat(asked.statusCode()).isEqualTo(403);
    assertThat(asked.body()).contains("PERMISSION_DENIED", "in quarantine", "10 bytes");
    assertThat(send(token, "first", HttpRequest.Builder::GET).statusCode()).isEqualTo(302);

    String release = "{\"operation\":\"release-quarantine\",\"tenant\":\"slips\"}";
    assertThat(operate(release).get("held")).isEqualTo(List.of("second"));
    quota("slips", 16);
    assertThat(operate(release).get("released")).isEqualTo(List.of("second"));

    assertThat(get(lent).body()).isEqualTo("12345678");
    assertThat(send(token, "second", HttpRequest.Builder::GET).statusCode()).isEqualTo(302);
    assertThat(usage("slips"))
        .containsEntry("bytes", 16L)
        .containsEntry("quarantined_files", 0L)
        .containsEntry("storage_bytes_quota", 16L);
  }

  @Test
  void aQuarantinedFileThatIsDeletedIsCountedNoMore() throws Exception {
    String token = tenant("deletes", 10);
    Begun first = begin(token, "first");
    Begun second = begin(token, "second");
    first.complete(token, "12345678");
    second.complete(token, "12345678");
    await(() -> usage("deletes").get("quarantined_bytes").equals(8L));

    for (String file : List.of("first", "second")) {
      assertThat(send(token, file, HttpRequest.Builder::DELETE).statusCode()).isEqualTo(200);
    }

    await(() -> usage("deletes").get("quarantined_files").equals(0L));
    await(() -> usage("deletes").get("files").equals(0L));
  }

  /** An upload in parts that was let begin while there was room. */
  private record Begun(String file, String id, URI part) {

    void complete(String token, String bytes) throws Exception {
      HttpResponse<String> put =
          CLIENT.send(
              HttpRequest.newBuilder(part).PUT(BodyPublishers.ofString(bytes)).build(),
              BodyHandlers.ofString());
      String etag = put.headers().firstValue("ETag").orElseThrow();
      String body =
          "{\"path\":\"%s\",\"upload_id\":\"%s\",\"parts\":[{\"part_number\":1,\"etag\":%s}]}"
              .formatted(file, id, etag.startsWith("\"") ? etag : "\"" + etag + "\"");
      assertThat(post(token, "complete", body).statusCode()).isEqualTo(200);
    }
  }

  private static Begun begin(String token, String file) throws Exception {
    HttpResponse<String> begun =
        post(token, "create", "{\"path\":\"" + file + "\",\"num_parts\":1}");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    Map<?, ?> answer = (Map<?, ?>) Json.read(begun.body().getBytes(UTF_8));
    Map<?, ?> part = (Map<?, ?>) ((List<?>) answer.get("credentials")).getFirst();
    return new Begun(
        file, answer.get("upload_id").toString(), URI.create(part.get("url").toString()));
  }

  private static HttpResponse<String> post(String token, String what, String body)
      throws Exception {
    return CLIENT.send(
        authorized(token, "/api/2.0/mlflow-artifacts/mpu/" + what + "/.")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(String token, String file, String text) throws Exception {
    return send(token, file, request -> request.PUT(BodyPublishers.ofString(text)));
  }

  private static HttpResponse<String> send(
      String token, String file, UnaryOperator<HttpRequest.Builder> call) throws Exception {
    return CLIENT.send(
        call.apply(authorized(token, FILES + file)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder authorized(String token, String path) {
    return HttpRequest.newBuilder(URI.create(aws.uri() + path))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
  }

  private static TenantStores stores() {
    return new LiveStores(
            aws.environment(aws.template().function("ArtifactsFunction")), Capability.ARTIFACTS)
        .open(new TenantId("slips"), Access.READ);
  }

  private static void await(Callable<Boolean> until) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (!until.call()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private static void quota(String tenant, long bytes) throws IOException {
    operate(
        "{\"operation\":\"set-quota\",\"tenant\":\"%s\",\"storage_bytes\":%d}"
            .formatted(tenant, bytes));
  }

  private static String tenant(String name, long quota) throws IOException {
    operate("{\"operation\":\"create-tenant\",\"tenant\":\"" + name + "\"}");
    quota(name, quota);
    return operate(
            "{\"operation\":\"issue-token\",\"tenant\":\"%s\",\"principal\":\"ana\",\"role\":\"editor\"}"
                .formatted(name))
        .get("token")
        .toString();
  }

  private static Map<String, Object> usage(String tenant) throws IOException {
    return operate("{\"operation\":\"get-usage\",\"tenant\":\"" + tenant + "\"}");
  }

  private static Map<String, Object> operate(String command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(UTF_8));
    var answer = (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
    assertThat(answer.get("error_code")).as("%s", answer).isNull();
    var fields = new HashMap<String, Object>();
    answer.forEach((name, value) -> fields.put(name.toString(), value));
    return fields;
  }
}

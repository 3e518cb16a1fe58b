package dev.bulkhead.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lent URL allows: asked of S3, as a client and as somebody who found it. */
@Timeout(120)
class PresigningTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String UPLOAD = "/api/2.0/mlflow/artifacts/presigned-upload-url";
  private static final String DOWNLOAD = "/api/2.0/mlflow/artifacts/presigned-download-url";

  private static LocalAws aws;
  private static String editor;
  private static String viewer;
  private static String foreigner;
  private static String run;

  @BeforeAll
  static void start() throws Exception {
    aws = LocalAws.start(LocalAws.Config.of(ROOT.resolve("template.yaml")));
    editor = Tokens.token(aws, "acme", "editor");
    viewer = Tokens.token(aws, "acme", "viewer");
    foreigner = Tokens.token(aws, "acme2", "editor");
    Map<?, ?> created = post(editor, "/api/2.0/mlflow/runs/create", "{\"experiment_id\":\"0\"}");
    run = field(created, "run", "info", "run_id");
  }

  @AfterAll
  static void stop() {
    aws.close();
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 900, 900", "2, 3580, 3600", "40, 3580, 3600"})
  void partsLiveAsLongAsASessionMintedForThem(int parts, int atLeast, int atMost) throws Exception {
    Map<?, ?> first = createUpload(parts);
    Map<?, ?> second = createUpload(parts);

    List<URI> urls = urls(first);
    assertThat(urls).hasSize(parts);
    assertThat(urls)
        .allSatisfy(
            url -> {
              assertThat(Integer.parseInt(query(url).get("X-Amz-Expires")))
                  .isBetween(atLeast, atMost);
              assertThat(query(url)).containsEntry("X-Amz-SignedHeaders", "host");
            });
    boolean sameSession = session(urls.getFirst()).equals(session(urls(second).getFirst()));
    assertThat(sameSession).as("minted for each call").isEqualTo(parts == 1);
  }

  @Test
  void aFileIsPutAndGotByItsUrls() throws Exception {
    Map<?, ?> lent = post(editor, UPLOAD, message("\"path\":\"a b/ü+%.bin\""));
    URI put = URI.create(lent.get("presigned_url").toString());

    assertThat(query(put))
        .containsEntry("X-Amz-SignedHeaders", "host")
        .containsEntry("X-Amz-Expires", "900");
    assertThat(lent.get("headers")).isEqualTo(Map.of());
    assertThat(put(put, "hello").statusCode()).isEqualTo(200);
    Map<?, ?> got = post(viewer, DOWNLOAD, message("\"path\":\"a b/ü+%.bin\""));
    URI get = URI.create(got.get("presigned_url").toString());
    assertThat(got.get("file_size")).isEqualTo(5L);
    assertThat(query(get)).containsEntry("X-Amz-Expires", "300");
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename*=UTF-8''%C3%BC%2B%25.bin");
  }

  @Test
  void aFileIsNotPutUnderTheNameOfItsFolder() throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(aws.uri().resolve("/api/2.0/mlflow-artifacts/artifacts/0/folder/"))
            .header("Authorization", "Bearer " + editor)
            .PUT(BodyPublishers.ofString("named #1"))
            .build();

    HttpResponse<String> answer = CLIENT.send(put, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("INVALID_PARAMETER_VALUE", "cannot end with '/'");
  }

  @Test
  void aUrlBindsTheLengthThatTheClientPromised() throws Exception {
    URI put = upload("\"path\":\"bound\",\"content_length\":5");

    assertThat(put(put, "hello!").statusCode()).isEqualTo(403);
    assertThat(put(put, "hello").statusCode()).isEqualTo(200);
  }

  @Test
  void aUrlBindsTheChecksumThatTheClientPromised() throws Exception {
    String checksum = sha256("hello");
    String promise = "\"path\":\"bound\",\"checksum_sha256\":\"" + checksum + "\"";
    Map<?, ?> lent = post(editor, UPLOAD, message(promise));
    URI put = URI.create(lent.get("presigned_url").toString());

    assertThat(lent.get("headers")).isEqualTo(Map.of("x-amz-checksum-sha256", checksum));
    String header = "x-amz-checksum-sha256";
    assertThat(put(put, "hello").statusCode()).as("without the header").isEqualTo(403);
    assertThat(put(put, "jello", header, checksum).statusCode()).isEqualTo(400);
    assertThat(put(put, "jello", header, sha256("jello")).statusCode()).isEqualTo(403);
    assertThat(put(put, "hello", header, checksum).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/tenants/acme/, /tenants/acme2/",
    "/bound, /other",
    "X-Amz-Expires=900, X-Amz-Expires=9000"
  })
  void aUrlOfSomethingElseIsRefusedByS3(String signed, String tampered) throws Exception {
    String url = upload("\"path\":\"bound\"").toString();

    HttpResponse<String> answer = put(URI.create(url.replace(signed, tampered)), "hello");

    assertThat(url).contains(signed);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "900, 900", "901, 900", "604800, 900"})
  void noFileIsLentForLongerThanAQuarterOfAnHour(String asked, String lent) throws Exception {
    URI put = upload("\"path\":\"a\",\"expiration\":" + asked);

    assertThat(query(put)).containsEntry("X-Amz-Expires", lent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | Missing value for required parameter 'path'.",
        "{\"path\":\"a\"}                          | Exactly one of run_id and model_id must be",
        "{\"path\":\"a\",\"run_id\":\"r\",\"model_id\":\"m\"} | Exactly one of run_id and model_id",
        "{\"path\":\"../a\",\"run_id\":\"r\"}      | Invalid path",
        "{\"path\":\".\",\"run_id\":\"r\"}         | Invalid path",
        "{\"path\":\"a\",\"run_id\":\"r\"}         | Run with id=r not found",
        "{\"path\":\"a\",\"model_id\":\"m\"}       | Logged model with ID 'm' not found.",
        "{\"path\":\"a\",\"run_id\":\"r\",\"expiration\":0} | expiration must be between 1 and 604800",
        "{\"path\":\"a\",\"run_id\":\"r\",\"content_length\":-1} | Invalid value -1 for parameter",
        "{\"path\":\"a\",\"run_id\":\"r\",\"content_length\":5368709121} | Invalid value 5368709121",
        "{\"path\":\"a\",\"run_id\":\"r\",\"checksum_sha256\":\"AAAA\"} | Invalid value \"AAAA\" for",
        "{\"path\":\"a\",\"run_id\":\"r\",\"checksum_sha256\":\"?\"} | Invalid value \"?\" for parameter"
      })
  void aWrongQuestionIsRefused(String message, String words) throws Exception {
    HttpResponse<String> answer = send(editor, UPLOAD, message);

    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(Json.read(answer.body().getBytes(StandardCharsets.UTF_8)))
        .extracting(body -> ((Map<?, ?>) body).get("message"))
        .asString()
        .startsWith(words);
  }

  @Test
  void aModelsFileIsPutByItsUrl() throws Exception {
    Map<?, ?> created =
        post(editor, "/api/2.0/mlflow/logged-models", "{\"experiment_id\":\"0\",\"name\":\"m\"}");
    String model = field(created, "model", "info", "model_id");

    Map<?, ?> lent = post(editor, UPLOAD, "{\"path\":\"MLmodel\",\"model_id\":\"" + model + "\"}");

    URI put = URI.create(lent.get("presigned_url").toString());
    assertThat(put.getPath())
        .endsWith("/tenants/acme/artifacts/0/models/" + model + "/artifacts/MLmodel");
    assertThat(put(put, "hello").statusCode()).isEqualTo(200);
  }

  @Test
  void aViewerPutsNothing() throws Exception {
    HttpResponse<String> answer = send(viewer, UPLOAD, message("\"path\":\"a\""));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("PERMISSION_DENIED");
  }

  @ParameterizedTest
  @ValueSource(strings = {UPLOAD, DOWNLOAD})
  void anotherTenantsRunIsNotThere(String route) throws Exception {
    HttpResponse<String> answer = send(foreigner, route, message("\"path\":\"a\""));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Run with id=" + run + " not found");
  }

  @Test
  void aFileThatIsNotThereIsNotLent() throws Exception {
    HttpResponse<String> answer = send(editor, DOWNLOAD, message("\"path\":\"none\""));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void aBodyThatTheFunctionCannotStoreNamesTheVariablesToSet() throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(
                        aws.uri() + "/api/2.0/mlflow-artifacts/artifacts/0/r/artifacts/large.txt"))
                .header("Authorization", "Bearer " + editor)
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("x".repeat(UploadArtifact.MAX_BYTES + 1)))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body())
        .contains("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD=true")
        .contains("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE=1048576");
  }

  private static String message(String fields) {
    return "{\"run_id\":\"" + run + "\"," + fields + "}";
  }

  private static URI upload(String fields) throws Exception {
    return URI.create(post(editor, UPLOAD, message(fields)).get("presigned_url").toString());
  }

  private static Map<?, ?> createUpload(int parts) throws Exception {
    return post(
        editor,
        "/api/2.0/mlflow-artifacts/mpu/create/0/" + run + "/artifacts",
        "{\"path\":\"large.bin\",\"num_parts\":" + parts + "}");
  }

  private static List<URI> urls(Map<?, ?> upload) {
    return ((List<?>) upload.get("credentials"))
        .stream().map(part -> URI.create(((Map<?, ?>) part).get("url").toString())).toList();
  }

  private static String session(URI url) {
    return query(url).getOrDefault("X-Amz-Security-Token", "");
  }

  private static Map<String, String> query(URI url) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  private static HttpResponse<String> put(URI url, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(body));
    return CLIENT.send(
        headers.length == 0 ? request.build() : request.headers(headers).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String token, String path, String message)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(aws.uri() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(message))
            .build(),
        BodyHandlers.ofString());
  }

  private static Map<?, ?> post(String token, String path, String message) throws Exception {
    HttpResponse<String> answer = send(token, path, message);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (Map<?, ?>) Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String field(Map<?, ?> message, String... path) {
    Object value = message;
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value.toString();
  }
}

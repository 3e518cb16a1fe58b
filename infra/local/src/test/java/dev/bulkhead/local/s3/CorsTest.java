package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What a page of another origin sees. */
class CorsTest {
  private static final String KEY = "tenants/acme/a";
  private static final String ORIGIN = "https://mlflow.example";

  private static RunningS3 s3;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    s3.put(KEY, "text");
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  private static HttpResponse<String> preflight(String method) {
    return s3.send(
        "OPTIONS",
        s3.endpoint().resolve("/" + BUCKET + "/" + KEY),
        "",
        "Origin",
        ORIGIN,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        "content-type,x-amz-checksum-sha256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD"})
  void allowsReadingAndWriting(String method) {
    HttpResponse<String> answer = preflight(method);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValueSatisfying(methods -> assertThat(methods).contains(method));
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("content-type,x-amz-checksum-sha256");
  }

  @Test
  void allowsNoDeleting() {
    assertThat(preflight("DELETE").statusCode()).isEqualTo(403);
  }

  @Test
  void showsTheETagAndEvenTheRefusal() {
    try (S3Presigner presigner = s3.presigner(s3.acme)) {
      URI url =
          URI.create(
              presigner
                  .presignGetObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .getObjectRequest(r -> r.bucket(BUCKET).key(KEY)))
                  .url()
                  .toString());

      HttpResponse<String> answer = s3.send("GET", url, "", "Origin", ORIGIN);
      HttpResponse<String> refusal =
          s3.send("GET", URI.create(url + "&tampered"), "", "Origin", ORIGIN);

      assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
      assertThat(refusal.statusCode()).isEqualTo(403);
      assertThat(refusal.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
    }
  }
}

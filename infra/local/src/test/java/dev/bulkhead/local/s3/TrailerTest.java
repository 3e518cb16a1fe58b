package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Checksums that follow the body, changed on the way. */
class TrailerTest {
  private static final String KEY = "tenants/acme/trailed";

  private static RunningS3 s3;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  /** Replaces text in the bodies it sends by other text of that length. */
  private record Meddler(SdkHttpClient client, String text, String other) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return client.prepareRequest(
          HttpExecuteRequest.builder()
              .request(request.httpRequest())
              .contentStreamProvider(request.contentStreamProvider().map(this::meddle).orElse(null))
              .build());
    }

    private ContentStreamProvider meddle(ContentStreamProvider body) {
      return () -> {
        try (var stream = body.newStream()) {
          var sent = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
          var changed = sent.replaceFirst(text, other);
          assertThat(changed).as("something was changed").isNotEqualTo(sent);
          return new ByteArrayInputStream(changed.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32:.{8}, x-amz-checksum-crc32:AAAAAA==, BadDigest",
    "x-amz-checksum-crc32:, x-amz-checksum-other:, MalformedTrailerError",
    "the body, teh body, SignatureDoesNotMatch",
  })
  void storesNothing(String text, String other, String code) {
    try (var http = new Meddler(Apache5HttpClient.create(), text, other);
        S3Client client =
            S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(RunningS3.REGION))
                .credentialsProvider(
                    StaticCredentialsProvider.create(RunningS3.credentials(s3.acme)))
                .forcePathStyle(true)
                .httpClient(http)
                .build()) {
      assertThatThrownBy(
              () ->
                  client.putObject(
                      r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("the body")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
      assertThat(s3.events).isEmpty();
    }
  }
}

package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A local S3 with two tenants whose names share a prefix, and clients for them. */
final class RunningS3 implements AutoCloseable {
  static final String BUCKET = PrefixIam.BUCKET;
  static final String REGION = "us-east-1";

  final PrefixIam iam = new PrefixIam();
  final Identity acme = iam.session("acme", PrefixIam.EDIT);
  final Identity acme2 = iam.session("acme2", PrefixIam.EDIT);
  final Identity viewer = iam.session("acme", PrefixIam.VIEW);
  final Identity operator = iam.operator();
  final List<S3ObjectEvent> events = new CopyOnWriteArrayList<>();
  final HttpClient http = HttpClient.newHttpClient();

  private final LocalS3 s3;

  private RunningS3(Optional<Path> data) throws IOException {
    s3 =
        LocalS3.start(
            new LocalS3.Config(BUCKET, 0, data, REGION, iam, InstantSource.system(), events::add));
  }

  static RunningS3 start() throws IOException {
    return new RunningS3(Optional.empty());
  }

  static RunningS3 start(Path data) throws IOException {
    return new RunningS3(Optional.of(data));
  }

  URI endpoint() {
    return s3.endpoint();
  }

  S3Client as(Identity identity) {
    return as(credentials(identity));
  }

  S3Client as(AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .forcePathStyle(true)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  S3Presigner presigner(Identity identity) {
    return presigner(credentials(identity));
  }

  S3Presigner presigner(AwsCredentials credentials) {
    AwsCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
    return S3Presigner.builder()
        .endpointOverride(endpoint())
        .region(Region.of(REGION))
        .credentialsProvider(provider)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** Puts a text under a key, as the operator. */
  void put(String key, String text) {
    try (S3Client client = as(operator)) {
      client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }
  }

  HttpResponse<String> send(String method, URI uri, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static AwsCredentials credentials(Identity identity) {
    return identity
        .sessionToken()
        .<AwsCredentials>map(
            token ->
                AwsSessionCredentials.create(
                    identity.accessKeyId(), identity.secretAccessKey(), token))
        .orElseGet(
            () -> AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey()));
  }

  @Override
  public void close() throws IOException {
    http.close();
    s3.close();
  }
}

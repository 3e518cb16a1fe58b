package dev.bulkhead.local.prove;

import dev.bulkhead.tenancy.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whoever holds one session, able to ask AWS for anything, and after the data of the other tenant.
 */
final class Actor {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Session session;
  private final TenantId other;
  private final DynamoDbClient dynamo;
  private final S3Client s3;
  private final StsClient sts;
  private final S3Presigner presigner;
  private final URI shortLived;
  private final long born = System.nanoTime();

  Actor(Session session, TenantId other, SdkHttpClient http) {
    this.session = session;
    this.other = other;
    boolean local = session.place().endpoints().containsKey("S3");
    this.dynamo = client(DynamoDbClient.builder(), "DYNAMODB", http);
    this.s3 = client(S3Client.builder().forcePathStyle(local), "S3", http);
    this.sts = client(StsClient.builder(), "STS", http);
    var signer =
        S3Presigner.builder()
            .region(Region.of(session.place().region()))
            .credentialsProvider(StaticCredentialsProvider.create(session.credentials()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(local).build());
    if (local) {
      signer.endpointOverride(session.place().endpoints().get("S3"));
    }
    this.presigner = signer.build();
    this.shortLived = presignedGet(ownFile(), SHORT);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, String service, SdkHttpClient http) {
    URI endpoint = session.place().endpoints().get(service);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder
        .httpClient(http)
        .region(Region.of(session.place().region()))
        .credentialsProvider(StaticCredentialsProvider.create(session.credentials()))
        .build();
  }

  Session session() {
    return session;
  }

  String own() {
    return session.tenant().value();
  }

  String other() {
    return other.value();
  }

  DynamoDbClient dynamo() {
    return dynamo;
  }

  S3Client s3() {
    return s3;
  }

  StsClient sts() {
    return sts;
  }

  String table() {
    return session.place().trackingTable();
  }

  String bucket() {
    return session.place().bucket();
  }

  String ownFile() {
    return file(own());
  }

  String otherFile() {
    return file(other());
  }

  static String file(String tenant) {
    return folder(tenant) + "prove/file";
  }

  static String spill(String tenant) {
    return "tenants/" + tenant + "/spill/prove";
  }

  static String folder(String tenant) {
    return "tenants/" + tenant + "/artifacts/";
  }

  static String partition(String tenant) {
    return "T#" + tenant + "#U#PROVE";
  }

  static Map<String, AttributeValue> key(String tenant) {
    return Map.of("pk", text(partition(tenant)), "sk", text("1"));
  }

  /** What a tenant's own item is, and stays. */
  static Map<String, AttributeValue> item(String tenant) {
    return Map.of("pk", text(partition(tenant)), "sk", text("1"), "of", text(tenant));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  URI presignedGet(String key, Duration lifetime) {
    return URI.create(
        presigner
            .presignGetObject(
                url ->
                    url.signatureDuration(lifetime)
                        .getObjectRequest(get -> get.bucket(bucket()).key(key)))
            .url()
            .toString());
  }

  URI presignedPut(String key) {
    return URI.create(
        presigner
            .presignPutObject(
                url ->
                    url.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(put -> put.bucket(bucket()).key(key)))
            .url()
            .toString());
  }

  /** A URL to the own file that was lent for a second, when that second is over. */
  URI expiredGet() throws InterruptedException {
    long left = SHORT.plusSeconds(1).toNanos() - (System.nanoTime() - born);
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
    return shortLived;
  }
}

package dev.bulkhead.store.s3;

import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.ArtifactStore.Promise;
import dev.bulkhead.tenancy.TenantSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that lend one object, or one part of an upload, for one method and a while. */
public final class PresignedUrls {
  private final S3Presigner presigner;
  private final String bucket;
  private final Supplier<TenantSession> freshSession;
  private final InstantSource clock;

  /**
   * URLs that a tenant's session signs.
   *
   * @param presigner carries that session
   * @param freshSession mints another for what must live longer
   */
  public PresignedUrls(
      S3Presigner presigner,
      String bucket,
      Supplier<TenantSession> freshSession,
      InstantSource clock) {
    this.presigner = presigner;
    this.bucket = bucket;
    this.freshSession = freshSession;
    this.clock = clock;
  }

  URI download(String key, String fileName, Duration lifetime) {
    return URI.create(
        presigner
            .presignGetObject(
                presign ->
                    presign
                        .signatureDuration(lifetime)
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket)
                                    .key(key)
                                    .responseCacheControl("no-store")
                                    .responseContentDisposition(attachment(fileName))))
            .url()
            .toString());
  }

  URI upload(String key, Promise promise, Duration lifetime) {
    return URI.create(
        presigner
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(lifetime)
                        .putObjectRequest(
                            put -> {
                              put.bucket(bucket).key(key);
                              promise.length().ifPresent(put::contentLength);
                              promise.sha256().ifPresent(put::checksumSHA256);
                            }))
            .url()
            .toString());
  }

  List<URI> parts(String key, String uploadId, int parts, Duration lifetime) {
    if (lifetime.compareTo(ArtifactStore.SHORT_LIFETIME) <= 0) {
      return parts(key, uploadId, parts, lifetime, _ -> {});
    }
    TenantSession session = freshSession.get();
    Duration left = Duration.between(clock.instant(), session.expiration());
    var credentials = StaticCredentialsProvider.create(session.credentials());
    return parts(
        key,
        uploadId,
        parts,
        left.compareTo(lifetime) < 0 ? left.truncatedTo(ChronoUnit.SECONDS) : lifetime,
        part -> part.overrideConfiguration(by -> by.credentialsProvider(credentials)));
  }

  private List<URI> parts(
      String key,
      String uploadId,
      int parts,
      Duration lifetime,
      Consumer<UploadPartRequest.Builder> signer) {
    return IntStream.rangeClosed(1, parts)
        .mapToObj(
            number -> {
              var part = UploadPartRequest.builder().bucket(bucket).key(key).uploadId(uploadId);
              signer.accept(part.partNumber(number));
              return part(part.build(), lifetime);
            })
        .toList();
  }

  private URI part(UploadPartRequest part, Duration lifetime) {
    return URI.create(
        presigner
            .presignUploadPart(
                presign -> presign.signatureDuration(lifetime).uploadPartRequest(part))
            .url()
            .toString());
  }

  /** Saved, never shown: a file of one user must not run in the browser of another (RFC 6266). */
  private static String attachment(String fileName) {
    String encoded =
        URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename*=UTF-8''" + encoded;
  }
}

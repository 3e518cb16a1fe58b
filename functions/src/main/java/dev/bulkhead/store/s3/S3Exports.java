package dev.bulkhead.store.s3;

import dev.bulkhead.store.Exports;
import dev.bulkhead.tenancy.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** A tenant's exports, under the tenant's own prefix. */
public final class S3Exports implements Exports {
  private final S3Client s3;
  private final String bucket;
  private final ObjectKeys keys;

  /** The exports of a tenant; the client carries that tenant's session. */
  public S3Exports(S3Client s3, String bucket, TenantId tenant) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = new ObjectKeys(tenant);
  }

  @Override
  public List<String> names() {
    return S3Failures.translated(
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(keys.exports()).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(found -> keys.exportOf(found.prefix()))
                .sorted(Comparator.reverseOrder())
                .toList());
  }

  @Override
  public void put(String export, String name, byte[] bytes) {
    var _ =
        S3Failures.translated(
            () ->
                s3.putObject(
                    request -> request.bucket(bucket).key(keys.export(export) + name),
                    RequestBody.fromBytes(bytes)));
  }

  @Override
  public Optional<byte[]> find(String export, String name) {
    String key = keys.export(export) + name;
    return Lookup.find(s3, bucket, key)
        .map(
            _ ->
                S3Failures.translated(
                    () ->
                        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArrayUnsafe()));
  }

  @Override
  public Listed list(String folder, Optional<String> after) {
    var answer = Lookup.page(s3, bucket, keys.object(folder), after.map(keys::object));
    return new Listed(
        answer.contents().stream()
            .map(object -> new Found(keys.objectOf(object.key()), object.size()))
            .toList(),
        Boolean.TRUE.equals(answer.isTruncated()));
  }

  @Override
  public Optional<Copy> keep(String export, String name) {
    return copy(name, keys.object(name), keys.exported(export, name));
  }

  @Override
  public Optional<Copy> bringBack(String export, String name) {
    return copy(name, keys.exported(export, name), keys.object(name));
  }

  /** Without the tags, which no session may read; what is in quarantine cannot be copied at all. */
  private Optional<Copy> copy(String name, String from, String to) {
    try {
      return S3Failures.translated(
          () -> {
            var _ =
                s3.copyObject(
                    request ->
                        request
                            .sourceBucket(bucket)
                            .sourceKey(from)
                            .destinationBucket(bucket)
                            .destinationKey(to)
                            .taggingDirective(TaggingDirective.REPLACE)
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256));
            return Optional.of(copied(name, to));
          });
    } catch (S3Exception failure) {
      // To who may list under a prefix only, S3 says 403 for what is not there.
      if ((failure.statusCode() == 403 || failure.statusCode() == 404)
          && Lookup.find(s3, bucket, from).isEmpty()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Copy copied(String name, String key) {
    var head =
        s3.headObject(
            request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    return new Copy(name, head.contentLength(), head.checksumSHA256());
  }

  @Override
  public void remove(String export) {
    new Removal(s3, bucket).all(keys.export(export));
  }
}

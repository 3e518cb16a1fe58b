package dev.bulkhead.store.s3;

import dev.bulkhead.store.Spill;
import dev.bulkhead.tenancy.TenantId;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is too big for an item, as objects under the tenant's prefix. */
public final class S3Spill implements Spill {
  private final Supplier<S3Client> s3;
  private final String bucket;
  private final ObjectKeys keys;

  /**
   * The spill of a tenant; the client, asked for when it is needed, carries that tenant's session.
   */
  public S3Spill(Supplier<S3Client> s3, String bucket, TenantId tenant) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = new ObjectKeys(tenant);
  }

  @Override
  public void put(String name, byte[] bytes) {
    S3Failures.translated(
        () ->
            s3.get()
                .putObject(
                    request ->
                        request
                            .bucket(bucket)
                            .key(keys.spill(name))
                            .contentType("application/octet-stream"),
                    RequestBody.fromBytes(bytes)));
  }

  @Override
  public byte[] get(String name) {
    return S3Failures.translated(
        () ->
            s3.get()
                .getObjectAsBytes(request -> request.bucket(bucket).key(keys.spill(name)))
                .asByteArrayUnsafe());
  }

  @Override
  public byte[] get(String name, long from, int length) {
    String range = "bytes=%d-%d".formatted(from, from + length - 1);
    return S3Failures.translated(
        () ->
            s3.get()
                .getObjectAsBytes(
                    request -> request.bucket(bucket).key(keys.spill(name)).range(range))
                .asByteArrayUnsafe());
  }

  @Override
  public void delete(String name) {
    S3Failures.translated(
        () -> s3.get().deleteObject(request -> request.bucket(bucket).key(keys.spill(name))));
  }

  @Override
  public void deleteBelow(String name) {
    new Removal(s3.get(), bucket).all(keys.spill(name) + "/");
  }
}

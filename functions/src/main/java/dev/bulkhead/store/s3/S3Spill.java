package dev.bulkhead.store.s3;

import dev.bulkhead.store.Spill;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

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
                .getObject(request -> request.bucket(bucket).key(keys.spill(name)), S3Spill::read));
  }

  @Override
  public byte[] get(String name, long from, int length) {
    String range = "bytes=%d-%d".formatted(from, from + length - 1);
    return S3Failures.translated(
        () ->
            s3.get()
                .getObject(
                    request -> request.bucket(bucket).key(keys.spill(name)).range(range),
                    S3Spill::read));
  }

  /** Into one array of the length that S3 tells: one that grows would copy megabytes twice. */
  private static byte[] read(GetObjectResponse response, AbortableInputStream body) {
    byte[] bytes = new byte[Math.toIntExact(response.contentLength())];
    try {
      int length = body.readNBytes(bytes, 0, bytes.length);
      // Reading to the end has the SDK compare its checksum.
      if (length == bytes.length && body.read() < 0) {
        return bytes;
      }
    } catch (IOException e) {
      throw RetryableException.create("S3's answer broke off", e);
    }
    throw RetryableException.create("S3's answer is not as long as it says");
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

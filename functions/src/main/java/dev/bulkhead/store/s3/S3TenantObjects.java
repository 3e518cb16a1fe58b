package dev.bulkhead.store.s3;

import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** A tenant's files as S3 has them. */
public final class S3TenantObjects implements TenantObjects {
  /** The tag on which the tenant role refuses to read an object. */
  public static final String TAG = "bulkhead-quarantine";

  private final S3Client s3;
  private final String bucket;
  private final ObjectKeys keys;

  /** The files of a tenant; the client carries that tenant's session. */
  public S3TenantObjects(S3Client s3, String bucket, TenantId tenant) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = new ObjectKeys(tenant);
  }

  @Override
  public Listed list(Optional<String> after) {
    var answer = Lookup.page(s3, bucket, keys.file(""), after.map(keys::file));
    return new Listed(
        answer.contents().stream().map(this::object).toList(),
        Boolean.TRUE.equals(answer.isTruncated()));
  }

  @Override
  public Optional<StoredObject> find(String file) {
    return Lookup.find(s3, bucket, keys.file(file)).map(this::object);
  }

  @Override
  public void delete(List<String> files) {
    new Removal(s3, bucket).these(files.stream().map(keys::file).toList());
  }

  private StoredObject object(S3Object object) {
    return new StoredObject(
        keys.fileOf(object.key()),
        object.size(),
        object.eTag().replace("\"", ""),
        object.lastModified());
  }

  @Override
  public void quarantine(String file) {
    Tag tag = Tag.builder().key(TAG).value("storage-quota").build();
    ifThere(
        file,
        () ->
            s3.putObjectTagging(
                request ->
                    request
                        .bucket(bucket)
                        .key(keys.file(file))
                        .tagging(tags -> tags.tagSet(List.of(tag)))));
  }

  @Override
  public void release(String file) {
    ifThere(
        file, () -> s3.deleteObjectTagging(request -> request.bucket(bucket).key(keys.file(file))));
  }

  /**
   * Who may list under a prefix only may be told 403 for what is not there, so it is looked for.
   */
  private void ifThere(String file, Supplier<?> tagging) {
    if (find(file).isPresent()) {
      S3Failures.translated(
          () -> {
            try {
              return tagging.get();
            } catch (NoSuchKeyException _) {
              // Deleted since: nothing is left to be refused.
              return file;
            }
          });
    }
  }
}

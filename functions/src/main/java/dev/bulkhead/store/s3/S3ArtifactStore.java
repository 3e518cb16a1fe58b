package dev.bulkhead.store.s3;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.tenancy.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Artifact files as objects under the tenant's prefix. */
public final class S3ArtifactStore implements ArtifactStore {
  private final S3Client s3;
  private final String bucket;
  private final ObjectKeys keys;
  private final PresignedUrls urls;
  private final S3MultipartUploads uploads;
  private final Removal removal;

  /** The files of a tenant; client and URLs carry that tenant's session. */
  public S3ArtifactStore(S3Client s3, PresignedUrls urls, String bucket, TenantId tenant) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = new ObjectKeys(tenant);
    this.urls = urls;
    this.uploads = new S3MultipartUploads(s3, bucket);
    this.removal = new Removal(s3, bucket);
  }

  @Override
  public String root() {
    return "s3://" + bucket + "/" + keys.artifactsUnder(ArtifactPath.ROOT);
  }

  @Override
  public List<Entry> list(ArtifactPath folder) {
    String prefix = keys.artifactsUnder(folder);
    var entries = new ArrayList<Entry>();
    S3Failures.translated(
        () -> {
          for (var page :
              s3.listObjectsV2Paginator(
                  request -> request.bucket(bucket).prefix(prefix).delimiter("/"))) {
            page.commonPrefixes().forEach(below -> entries.add(folder(below.prefix())));
            page.contents().stream()
                .filter(object -> !object.key().endsWith("/"))
                .forEach(object -> entries.add(file(object)));
          }
          return entries;
        });
    entries.sort(Comparator.comparing(entry -> entry.path().value()));
    return entries;
  }

  private Entry folder(String prefix) {
    return new Entry(keys.path(prefix.substring(0, prefix.length() - 1)), true, 0);
  }

  private Entry file(S3Object object) {
    return new Entry(keys.path(object.key()), false, object.size());
  }

  @Override
  public Optional<Long> size(ArtifactPath file) {
    return Lookup.find(s3, bucket, keys.artifact(file)).map(S3Object::size);
  }

  @Override
  public void put(ArtifactPath file, byte[] bytes, String contentType) {
    S3Failures.translated(
        () ->
            s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(keys.artifact(file))
                        .contentType(contentType)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(bytes)));
  }

  @Override
  public void delete(ArtifactPath path) {
    S3Failures.translated(
        () -> s3.deleteObject(request -> request.bucket(bucket).key(keys.artifact(path))));
    removal.all(keys.artifactsUnder(path));
  }

  @Override
  public int deleteSome(ArtifactPath folder, int most) {
    return removal.some(keys.artifactsUnder(folder), most);
  }

  @Override
  public URI download(ArtifactPath file, Duration lifetime) {
    return urls.download(keys.artifact(file), file.name(), lifetime);
  }

  @Override
  public URI upload(ArtifactPath file, Promise promise, Duration lifetime) {
    return urls.upload(keys.artifact(file), promise, lifetime);
  }

  @Override
  public String beginUpload(ArtifactPath file) {
    return uploads.begin(keys.artifact(file));
  }

  @Override
  public List<URI> uploadParts(ArtifactPath file, String uploadId, int parts, Duration lifetime) {
    return urls.parts(keys.artifact(file), uploadId, parts, lifetime);
  }

  @Override
  public void completeUpload(ArtifactPath file, String uploadId, Map<Integer, String> parts) {
    if (parts.isEmpty()) {
      // A client that sends an empty file in parts sends none, and S3 makes no object of no parts.
      put(file, new byte[0], "application/octet-stream");
      abortUpload(file, uploadId);
    } else {
      uploads.complete(keys.artifact(file), uploadId, parts);
    }
  }

  @Override
  public void abortUpload(ArtifactPath file, String uploadId) {
    uploads.abort(keys.artifact(file), uploadId);
  }
}

package dev.bulkhead.walls;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Artifacts whose URLs may be of another tenant's. */
record MislentArtifacts(ArtifactStore files, ArtifactStore urls) implements ArtifactStore {

  @Override
  public String root() {
    return urls.root();
  }

  @Override
  public List<Entry> list(ArtifactPath folder) {
    return files.list(folder);
  }

  @Override
  public Optional<Long> size(ArtifactPath file) {
    return files.size(file);
  }

  @Override
  public void put(ArtifactPath file, byte[] bytes, String contentType) {
    files.put(file, bytes, contentType);
  }

  @Override
  public void delete(ArtifactPath path) {
    files.delete(path);
  }

  @Override
  public int deleteSome(ArtifactPath folder, int most) {
    return files.deleteSome(folder, most);
  }

  @Override
  public URI download(ArtifactPath file, Duration lifetime) {
    return urls.download(file, lifetime);
  }

  @Override
  public URI upload(ArtifactPath file, Promise promise, Duration lifetime) {
    return urls.upload(file, promise, lifetime);
  }

  @Override
  public String beginUpload(ArtifactPath file) {
    return files.beginUpload(file);
  }

  @Override
  public List<URI> uploadParts(ArtifactPath file, String uploadId, int parts, Duration lifetime) {
    return urls.uploadParts(file, uploadId, parts, lifetime);
  }

  @Override
  public void completeUpload(ArtifactPath file, String uploadId, Map<Integer, String> parts) {
    files.completeUpload(file, uploadId, parts);
  }

  @Override
  public void abortUpload(ArtifactPath file, String uploadId) {
    files.abortUpload(file, uploadId);
  }
}

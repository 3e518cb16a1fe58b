package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import java.util.Map;

/**
 * {@code POST /mlflow/upload-artifact}: a small file of a run, its bytes in the request, its place
 * in the query, as MLflow's user interface sends it.
 */
final class UploadRunArtifact implements Operation {
  /** MLflow's own limit; Lambda takes less of it, and the gateway says so. */
  private static final int MAX_BYTES = 10 * 1024 * 1024;

  private final Application app;

  UploadRunArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields query = call.parameters();
    String run = required(query, "run_uuid");
    ArtifactPath relative = file(required(query, "path"));
    byte[] bytes = call.request().body();
    check(bytes);
    TenantStores stores = app.stores(call);

    String root = stores.runs().getInfo(Ids.run(run)).artifactUri();
    stores
        .artifacts()
        .put(
            ArtifactPath.ofLocation(root).resolve(relative.value()),
            bytes,
            "application/octet-stream");

    return new Reply(200, Map.of("content-type", "application/json"), new byte[0]);
  }

  private static String required(Fields query, String name) {
    return query
        .string(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new InvalidParameter("Request must specify " + name + "."));
  }

  /** A run's root is no file. */
  private static ArtifactPath file(String path) {
    ArtifactPath file = ArtifactPath.parse(path);
    if (file.equals(ArtifactPath.ROOT)) {
      throw new InvalidParameter("Invalid path");
    }
    return file;
  }

  private static void check(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidParameter("Artifact size is too large. Max size is 10MB.");
    }
    if (bytes.length == 0) {
      throw new InvalidParameter("Request must specify data.");
    }
  }
}

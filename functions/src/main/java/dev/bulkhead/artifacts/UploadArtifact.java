package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.PayloadTooLarge;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code PUT /mlflow-artifacts/artifacts/<path>}: a small file, its bytes in the request. A
 * redirect would save nothing, as the client sends the whole body here before it reads the answer.
 */
final class UploadArtifact implements Operation {
  /** S3 refuses some of what clients call a type, and they would take that for our failure. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w.+-]{1,64}/[\\w.+-]{1,64}(?:; ?charset=[\\w-]{1,32})?");

  /** An event of Lambda's has 6 MiB, and the body in it, in base64, four bytes for three. */
  static final int MAX_BYTES = 6 * 1024 * 1024 / 4 * 3;

  private final Application app;

  UploadArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    String path = call.path("path");
    if (path.endsWith("/")) {
      // Of a name that begins with # the client sends the folder alone.
      throw new InvalidParameter("Artifact path must include a filename (cannot end with '/').");
    }
    ArtifactPath file = ArtifactPath.parse(path);

    if (call.request().body().length > MAX_BYTES) {
      throw new PayloadTooLarge(
          "The file is larger than the "
              + MAX_BYTES
              + " bytes that one request can carry. Set MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD=true"
              + " and MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE=1048576, and the client sends it in"
              + " parts straight to S3.");
    }

    TenantStores stores = app.stores(call);
    Room.demand(app.quota(call), stores, file, Optional.of((long) call.request().body().length));
    stores.artifacts().put(file, call.request().body(), mediaType(call));

    return Reply.empty();
  }

  private static String mediaType(Call call) {
    return call.request()
        .header("content-type")
        .filter(type -> MEDIA_TYPE.matcher(type).matches())
        .orElse("application/octet-stream");
  }
}

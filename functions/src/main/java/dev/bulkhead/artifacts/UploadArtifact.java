package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import java.util.regex.Pattern;

/**
 * {@code PUT /mlflow-artifacts/artifacts/<path>}: a small file, its bytes in the request. A
 * redirect would save nothing, as the client sends the whole body here before it reads the answer.
 */
final class UploadArtifact implements Operation {
  /** S3 refuses some of what clients call a type, and they would take that for our failure. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w.+-]{1,64}/[\\w.+-]{1,64}(?:; ?charset=[\\w-]{1,32})?");

  private final Application app;

  UploadArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath file = ArtifactPath.parse(call.path("path"));

    app.stores(call).artifacts().put(file, call.request().body(), mediaType(call));

    return Reply.empty();
  }

  private static String mediaType(Call call) {
    return call.request()
        .header("content-type")
        .filter(type -> MEDIA_TYPE.matcher(type).matches())
        .orElse("application/octet-stream");
  }
}

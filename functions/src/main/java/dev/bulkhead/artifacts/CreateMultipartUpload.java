package dev.bulkhead.artifacts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.TenantStores;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code POST /mlflow-artifacts/mpu/create/<folder>}: a URL for each part of a large file. */
final class CreateMultipartUpload implements Operation {
  /** A URL with its session token takes about 2 KB, and an answer 6 MB at the most. */
  private static final long MAX_PARTS = 2500;

  private final Application app;

  CreateMultipartUpload(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath file = Files.uploaded(call, fields);
    int parts = parts(fields.int64("num_parts").orElse(0L));
    TenantStores stores = app.stores(call);
    ArtifactStore artifacts = stores.artifacts();

    Room.demand(app.quota(call), stores, file, parts == 0 ? Optional.of(0L) : Optional.empty());
    String uploadId = artifacts.beginUpload(file);
    List<URI> urls = artifacts.uploadParts(file, uploadId, parts, lifetime(parts));

    return Reply.json(
        out -> {
          out.writeStringField("upload_id", uploadId);
          out.writeArrayFieldStart("credentials");
          for (int part = 0; part < urls.size(); part++) {
            credential(out, part + 1, urls.get(part));
          }
          out.writeEndArray();
        });
  }

  /**
   * One part is soon put, and minting a session for each of many small files would slow STS down.
   */
  private static Duration lifetime(int parts) {
    return parts > 1 ? Files.PARTS_LIFETIME : Files.LIFETIME;
  }

  private static int parts(long parts) {
    if (parts < 0 || parts > MAX_PARTS) {
      throw new InvalidParameter(
          "Invalid value for num_parts: "
              + parts
              + ". At most "
              + MAX_PARTS
              + " parts fit into one answer; set MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE to a larger"
              + " number of bytes.");
    }
    return (int) parts;
  }

  private static void credential(JsonGenerator out, int number, URI url) throws IOException {
    out.writeStartObject();
    out.writeStringField("url", url.toString());
    out.writeNumberField("part_number", number);
    out.writeObjectFieldStart("headers");
    out.writeEndObject();
    out.writeEndObject();
  }
}

package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore.Promise;
import dev.bulkhead.store.TenantStores;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code POST /mlflow/artifacts/presigned-upload-url}: a URL to put one file of a run or a logged
 * model to. A client that says its length or its SHA-256 beforehand binds itself to them; of the
 * headers that MLflow's answer names, only the checksum's is signed.
 */
final class CreatePresignedUploadUrl implements Operation {
  /** S3's limit for one request. */
  private static final long MAX_BYTES = 5L << 30;

  private static final int SHA256_BYTES = 32;

  private final Application app;

  CreatePresignedUploadUrl(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath relative = Files.named(fields);
    Duration lifetime = Expiration.of(fields, Files.LIFETIME);
    Promise promise = new Promise(length(fields), sha256(fields));
    TenantStores stores = app.stores(call);

    ArtifactPath file = ArtifactPath.ofLocation(root(fields, stores)).resolve(relative.value());
    Room.demand(app.quota(call), stores, file, promise.length());
    URI url = stores.artifacts().upload(file, promise, lifetime);

    return Reply.json(
        out -> {
          out.writeStringField("presigned_url", url.toString());
          out.writeObjectFieldStart("headers");
          if (promise.sha256().isPresent()) {
            out.writeStringField("x-amz-checksum-sha256", promise.sha256().get());
          }
          out.writeEndObject();
        });
  }

  private static String root(Fields fields, TenantStores stores) {
    String run = fields.string("run_id").orElse("");
    String model = fields.string("model_id").orElse("");
    if (run.isEmpty() == model.isEmpty()) {
      throw new InvalidParameter("Exactly one of run_id and model_id must be provided.");
    }
    return model.isEmpty()
        ? stores.runs().getInfo(Ids.run(run)).artifactUri()
        : stores.models().get(Ids.model(model)).artifactUri();
  }

  private static Optional<Long> length(Fields fields) {
    Optional<Long> length = fields.int64("content_length");
    if (length.isPresent() && (length.get() < 0 || length.get() > MAX_BYTES)) {
      throw fields.invalid("content_length");
    }
    return length;
  }

  private static Optional<String> sha256(Fields fields) {
    Optional<String> checksum = fields.string("checksum_sha256");
    try {
      if (checksum.isPresent()
          && Base64.getDecoder().decode(checksum.get()).length != SHA256_BYTES) {
        throw fields.invalid("checksum_sha256");
      }
    } catch (IllegalArgumentException _) {
      throw fields.invalid("checksum_sha256");
    }
    return checksum;
  }
}

package dev.bulkhead.artifacts;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import java.time.Duration;
import java.util.Optional;

/** What the operations on one file ask alike. */
final class Files {
  /** How long a lent URL lives at the most: what it lends cannot be taken back before. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /**
   * How long the URLs of a file of several parts live: as long as a session of a role that was
   * itself assumed can.
   */
  static final Duration PARTS_LIFETIME = Duration.ofHours(1);

  private Files() {}

  /** The size of a file that must be there, and not be held back. */
  static long required(Optional<StorageQuota> limit, TenantStores stores, ArtifactPath file) {
    Room.demandServed(limit, stores, file);
    return stores
        .artifacts()
        .size(file)
        .orElseThrow(() -> new NotFound("No artifact with path " + file + " exists"));
  }

  /** A redirect to the bytes of a file that must be there. */
  static Reply redirect(Optional<StorageQuota> limit, TenantStores stores, ArtifactPath file) {
    var _ = required(limit, stores, file);
    return Reply.redirect(stores.artifacts().download(file, LIFETIME));
  }

  /** The file that a message names below a root, which is no file itself. */
  static ArtifactPath named(Fields fields) {
    ArtifactPath relative = ArtifactPath.parse(fields.requiredString("path"));
    if (relative.equals(ArtifactPath.ROOT)) {
      throw new InvalidParameter("Invalid path");
    }
    return relative;
  }

  /**
   * The file that an upload in parts makes: the path is the folder's, and the message names the
   * local file, of which the last segment counts, on Windows too.
   */
  static ArtifactPath uploaded(Call call, Fields fields) {
    String local = fields.requiredString("path");
    String name = local.substring(Math.max(local.lastIndexOf('/'), local.lastIndexOf('\\')) + 1);
    return ArtifactPath.parse(call.path("path")).resolve(name);
  }
}

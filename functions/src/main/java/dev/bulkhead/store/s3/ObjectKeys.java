package dev.bulkhead.store.s3;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;

/** Builds and reads the keys of a tenant's objects; nothing else does. */
public final class ObjectKeys {
  private static final String TENANTS = "tenants/";
  private static final String ARTIFACTS = "artifacts/";
  private static final String SPILL = "spill/";

  private final String root;

  /** The keys of one tenant. */
  public ObjectKeys(TenantId tenant) {
    this.root = TENANTS + tenant + "/";
  }

  /** Where an artifact file lies. */
  String artifact(ArtifactPath file) {
    return root + ARTIFACTS + file;
  }

  /** What the keys of everything below a folder begin with: always ends in a slash. */
  String artifactsUnder(ArtifactPath folder) {
    return folder.equals(ArtifactPath.ROOT) ? root + ARTIFACTS : artifact(folder) + "/";
  }

  /** The path of an artifact's key. */
  ArtifactPath path(String key) {
    return new ArtifactPath(key.substring(root.length() + ARTIFACTS.length()));
  }

  /** Where a value lies that is too big for the table. */
  String spill(String name) {
    return root + SPILL + name;
  }

  /** Whose artifact a key is, and which; empty for a key that no artifact of ours has. */
  public static Optional<Owned> read(String key) {
    String[] parts = key.split("/", 4);
    boolean artifact =
        parts.length == 4
            && (parts[0] + "/").equals(TENANTS)
            && TenantId.isWellFormed(parts[1])
            && (parts[2] + "/").equals(ARTIFACTS)
            && !parts[3].isEmpty()
            && ArtifactPath.isCanonical(parts[3]);
    return artifact
        ? Optional.of(new Owned(new TenantId(parts[1]), new ArtifactPath(parts[3])))
        : Optional.empty();
  }

  /** An artifact and the tenant whose it is. */
  public record Owned(TenantId tenant, ArtifactPath path) {}
}

package dev.bulkhead.store.s3;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;

/** Builds and reads the keys of a tenant's objects; nothing else does. */
public final class ObjectKeys {
  private static final String TENANTS = "tenants/";
  private static final String ARTIFACTS = "artifacts/";
  private static final String SPILL = "spill/";
  private static final String EXPORTS = "exports/";

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

  /** Where a file lies, whatever its name; of no name, what the keys of all begin with. */
  String file(String name) {
    return root + ARTIFACTS + name;
  }

  /** The name of a file by its key. */
  String fileOf(String key) {
    return key.substring(root.length() + ARTIFACTS.length());
  }

  /** Where an object lies, whatever it is, by its name below all that is the tenant's. */
  String object(String name) {
    return root + name;
  }

  /** The name of an object by its key. */
  String objectOf(String key) {
    return key.substring(root.length());
  }

  /** What the keys of all exports begin with. */
  String exports() {
    return root + EXPORTS;
  }

  /** What the keys of an export begin with. */
  String export(String name) {
    return exports() + name + "/";
  }

  /** The name of the export that keys with this beginning are of. */
  String exportOf(String prefix) {
    return prefix.substring(exports().length(), prefix.length() - 1);
  }

  /** Where an export has its copy of an object. */
  String exported(String export, String name) {
    return export(export) + "objects/" + name;
  }

  /** Whose file a key is, and which; empty for a key that no tenant's artifacts have. */
  public static Optional<Owned> read(String key) {
    String[] parts = key.split("/", 4);
    boolean file =
        parts.length == 4
            && (parts[0] + "/").equals(TENANTS)
            && TenantId.isWellFormed(parts[1])
            && (parts[2] + "/").equals(ARTIFACTS);
    return file ? Optional.of(new Owned(new TenantId(parts[1]), parts[3])) : Optional.empty();
  }

  /**
   * A file and the tenant whose it is.
   *
   * @param file its key below the tenant's artifacts; who writes to S3 itself chooses it at will,
   *     so that it need not be an {@link ArtifactPath}
   */
  public record Owned(TenantId tenant, String file) {}
}

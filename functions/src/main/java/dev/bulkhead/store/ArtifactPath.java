package dev.bulkhead.store;

import dev.bulkhead.domain.InvalidParameter;
import java.util.Optional;

/**
 * Where an artifact lies below the tenant's root: segments between slashes, none of them empty,
 * {@code .} or {@code ..}, so that it names one place and never another's. The empty path is the
 * root.
 */
public record ArtifactPath(String value) {

  /**
   * Refuses what is not such a path, with MLflow's words.
   *
   * @throws InvalidParameter {@code Invalid path}
   */
  public ArtifactPath {
    if (!isWellFormed(value)) {
      throw new InvalidParameter("Invalid path");
    }
  }

  private static boolean isWellFormed(String value) {
    return value.isEmpty();
  }

  /** The path of what is called so directly below this one. */
  public ArtifactPath child(String name) {
    return new ArtifactPath(value.isEmpty() ? name : value + "/" + name);
  }

  /** The last segment; empty for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The folder that this lies in; empty for the root. */
  public Optional<ArtifactPath> parent() {
    int slash = value.lastIndexOf('/');
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArtifactPath(slash < 0 ? "" : value.substring(0, slash)));
  }

  @Override
  public String toString() {
    return value;
  }
}

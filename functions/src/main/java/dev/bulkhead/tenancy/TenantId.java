package dev.bulkhead.tenancy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a tenant: who pays, and the wall. Lower-case letters, digits and single hyphens, 3 to
 * 40 of them, so that it can mean nothing else in a key, an S3 prefix or a policy. Every tenant id
 * is also a valid name of an MLflow workspace.
 */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern FORM = Pattern.compile("[a-z](?:-?[a-z0-9])+");
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 40;

  /** Names that MLflow reserves, or that a path of the API could be taken for. */
  private static final Set<String> RESERVED =
      Set.of("default", "workspaces", "api", "ajax-api", "static-files");

  /** Refuses what may not name a tenant. */
  public TenantId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Not a tenant id");
    }
  }

  /** Whether a tenant could be called this. */
  public static boolean isWellFormed(String value) {
    return objection(value).isEmpty();
  }

  /** Why no tenant can be called this; empty if one can. */
  public static Optional<String> objection(String value) {
    if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
      return Optional.of("it must be 3 to 40 characters long");
    }
    if (!FORM.matcher(value).matches()) {
      return Optional.of(
          "it must be lower-case letters, digits and single hyphens between them, a letter first");
    }
    return RESERVED.contains(value) ? Optional.of("the name is reserved") : Optional.empty();
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

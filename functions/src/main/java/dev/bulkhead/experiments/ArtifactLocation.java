package dev.bulkhead.experiments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.store.ArtifactPath;
import java.util.regex.Pattern;

/**
 * Where the artifacts of an experiment go: always below the tenant's own root, as no other place is
 * one that the walls guard.
 */
final class ArtifactLocation {
  private static final int MAX_LENGTH = 2048;

  /** One slash, or three around an empty host; the root itself is no experiment's. */
  private static final Pattern BELOW_ROOT =
      Pattern.compile(
          ArtifactPath.SCHEME + ":/(?://)?(?<path>[^/?#%\\\\\\p{Cntrl}][^?#%\\\\\\p{Cntrl}]*)");

  private ArtifactLocation() {}

  /** Where they go if nobody says otherwise. */
  static String of(ExperimentId id) {
    return ArtifactPath.SCHEME + ":/" + id;
  }

  /**
   * The location that a client asks for, without repeated and trailing slashes.
   *
   * @throws InvalidParameter if it is not below the tenant's root
   */
  static String parse(String text) {
    if (text.indexOf('#') >= 0 || text.substring(text.lastIndexOf('/') + 1).indexOf(';') >= 0) {
      throw new InvalidParameter("'artifact_location' URL can't include fragments or params.");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidParameter(
          "Invalid artifact path length. The length of the artifact path cannot be greater than "
              + MAX_LENGTH
              + " characters.");
    }
    var match = BELOW_ROOT.matcher(text);
    if (!match.matches() || !isPath(match.group("path"))) {
      throw new InvalidParameter(
          "Invalid artifact location '"
              + text
              + "': it must be empty or a path below the tenant's own root, such as "
              + ArtifactPath.SCHEME
              + ":/churn");
    }
    return ArtifactPath.SCHEME + ":/" + ArtifactPath.parse(match.group("path")).value();
  }

  private static boolean isPath(String path) {
    try {
      return !ArtifactPath.parse(path).value().isEmpty();
    } catch (InvalidParameter _) {
      return false;
    }
  }
}

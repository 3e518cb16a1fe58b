package dev.bulkhead.experiments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.store.ArtifactPath;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where the artifacts of an experiment go: always below the tenant's own root, as no other place is
 * one that the walls guard.
 */
final class ArtifactLocation {
  private static final int MAX_LENGTH = 2048;
  private static final String S3 = "s3://";

  /** The root itself is no experiment's. */
  private static final Pattern BELOW_ROOT =
      Pattern.compile("[^/?#%\\\\\\p{Cntrl}][^?#%\\\\\\p{Cntrl}]*");

  private ArtifactLocation() {}

  /** Where they go if nobody says otherwise. */
  static String of(ExperimentId id) {
    return ArtifactPath.SCHEME + ":/" + id;
  }

  /**
   * The location that a client asks for, without repeated and trailing slashes. At S3 it is the
   * tenant's own root alone, in the bucket that the walls guard, and for clients with credentials.
   *
   * @param s3Root where that root is at S3; asked for only if the location is there
   * @throws InvalidParameter if it is not below the tenant's root
   */
  static String parse(String text, Supplier<String> s3Root) {
    if (text.indexOf('#') >= 0 || text.substring(text.lastIndexOf('/') + 1).indexOf(';') >= 0) {
      throw new InvalidParameter("'artifact_location' URL can't include fragments or params.");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidParameter(
          "Invalid artifact path length. The length of the artifact path cannot be greater than "
              + MAX_LENGTH
              + " characters.");
    }
    String root = text.startsWith(S3) ? s3Root.get() : ArtifactPath.SCHEME + ":/";
    // Three slashes, around an empty host, are as good as one.
    String written = text.replaceFirst("^" + ArtifactPath.SCHEME + ":///(?!/)", root);
    String path = written.startsWith(root) ? written.substring(root.length()) : "";
    if (!BELOW_ROOT.matcher(path).matches() || !isPath(path)) {
      throw new InvalidParameter(
          "Invalid artifact location '"
              + text
              + "': it must be empty or a path below the tenant's own root, such as "
              + root
              + "churn");
    }
    return root + ArtifactPath.parse(path).value();
  }

  private static boolean isPath(String path) {
    try {
      return !ArtifactPath.parse(path).value().isEmpty();
    } catch (InvalidParameter _) {
      return false;
    }
  }
}

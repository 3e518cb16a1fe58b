package dev.bulkhead.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the Authorization header that MLflow's clients send: {@code Bearer <token>} for
 * MLFLOW_TRACKING_TOKEN, {@code Basic} with the token as password for MLFLOW_TRACKING_USERNAME and
 * MLFLOW_TRACKING_PASSWORD.
 */
final class AuthorizationHeader {
  private AuthorizationHeader() {}

  /** The token's text; empty if the header is of no known scheme or damaged. */
  static Optional<String> token(String header) {
    String trimmed = header.strip();
    int space = trimmed.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String credential = trimmed.substring(space).strip();
    return switch (trimmed.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(credential);
      case "basic" -> password(credential);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String credential) {
    try {
      String userAndPassword = new String(Base64.getDecoder().decode(credential), UTF_8);
      int colon = userAndPassword.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(userAndPassword.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

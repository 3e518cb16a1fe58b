package dev.bulkhead.attacks;

import java.util.Map;

/** A tenant with one of everything, each marked by a text that nobody else may ever read. */
public record Victim(
    String tenant,
    String canary,
    Map<String, String> tokens,
    String experiment,
    String run,
    String model,
    String file) {

  /** A token of a principal in this role. */
  public String token(String role) {
    return String.valueOf(tokens.get(role));
  }
}

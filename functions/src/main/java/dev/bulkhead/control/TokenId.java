package dev.bulkhead.control;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The public half of an API token, by which it is found, listed and revoked: 16 hex digits. */
public record TokenId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /** Refuses what is not one. */
  public TokenId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Not a token id");
    }
  }

  /** Whether a token could have this id. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }

  static TokenId create(RandomGenerator random) {
    return new TokenId("%016x".formatted(random.nextLong()));
  }

  @Override
  public String toString() {
    return value;
  }
}

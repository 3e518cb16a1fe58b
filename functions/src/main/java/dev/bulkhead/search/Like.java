package dev.bulkhead.search;

/**
 * SQL's LIKE: {@code %} stands for any text, {@code _} for one character, and there is no escape.
 * It walks both texts and returns only to the latest {@code %}, so it takes no more steps than
 * their lengths multiplied.
 */
final class Like {
  private static final int NONE = -1;

  private Like() {}

  static boolean matches(String text, String pattern) {
    int at = 0;
    int in = 0;
    int latest = NONE;
    int resume = 0;
    while (at < text.length()) {
      int step = in < pattern.length() ? step(text, at, pattern.charAt(in)) : 0;
      if (in < pattern.length() && pattern.charAt(in) == '%') {
        latest = in++;
        resume = at;
      } else if (step > 0) {
        at += step;
        in++;
      } else if (latest != NONE) {
        resume = text.offsetByCodePoints(resume, 1);
        at = resume;
        in = latest + 1;
      } else {
        return false;
      }
    }
    return pattern.substring(in).chars().allMatch(it -> it == '%');
  }

  /** How far the text moves on with this sign of the pattern, or 0 if they differ. */
  private static int step(String text, int at, char sign) {
    if (sign == '_') {
      return Character.charCount(text.codePointAt(at));
    }
    return text.charAt(at) == sign ? 1 : 0;
  }

  /** Lower case for ASCII alone, as MLflow's default database has it. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char letter = lower.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        lower.setCharAt(i, (char) (letter + ('a' - 'A')));
      }
    }
    return lower.toString();
  }
}

package dev.bulkhead.local.iam;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A statement's {@code Action} or {@code NotAction}. */
record Actions(List<PolicyString> patterns, boolean inverted) {
  private static final Pattern FORM = Pattern.compile("\\*|\\*:\\*|[a-z0-9-]+:[A-Za-z0-9*?]+");

  static Actions read(List<String> texts, boolean inverted) {
    if (texts.isEmpty()) {
      throw new InvalidPolicy("A statement names no action");
    }
    return new Actions(texts.stream().map(Actions::pattern).toList(), inverted);
  }

  private static PolicyString pattern(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidPolicy("Not an action: " + text);
    }
    return PolicyStringReader.like(text.toLowerCase(Locale.ROOT));
  }

  boolean cover(Question question) {
    String action = question.action().toLowerCase(Locale.ROOT);
    return question.fitsAny(patterns, action) != inverted;
  }
}

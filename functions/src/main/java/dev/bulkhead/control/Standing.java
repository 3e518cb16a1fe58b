package dev.bulkhead.control;

import java.util.Locale;

/** Whether a tenant's tokens are honoured. */
public enum Standing {
  ACTIVE,
  SUSPENDED;

  /** As the table and the operators' answers write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Standing of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

package dev.bulkhead.search;

import java.util.stream.Stream;

/** What a clause or an order looks at, such as {@code metrics.`accuracy`}. */
record Field(Entity entity, String key) {
  private static final String BACKTICK = "`";

  /** As every one of the languages reads it. */
  @Override
  public String toString() {
    return switch (entity) {
      case ATTRIBUTE -> key;
      case METRIC -> "metrics." + quoted();
      case PARAM -> "params." + quoted();
      case TAG -> "tags." + quoted();
      case DATASET -> "datasets." + key;
    };
  }

  private String quoted() {
    return Stream.of(BACKTICK, "\"", "'")
        .filter(quote -> !key.contains(quote))
        .findFirst()
        .map(quote -> quote + key + quote)
        .orElse(key);
  }
}

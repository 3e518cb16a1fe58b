package dev.bulkhead.local.iam;

import java.util.List;

/** A statement's {@code Resource} or {@code NotResource}. */
record Resources(List<PolicyString> patterns, boolean inverted) {
  /** For a trust policy, whose resource is the role it hangs on. */
  static final Resources ITSELF = read(List.of("*"), false);

  static Resources read(List<String> texts, boolean inverted) {
    if (texts.isEmpty()) {
      throw new InvalidPolicy("A statement names no resource");
    }
    if (inverted) {
      texts.forEach(PolicyStringReader::requireValue);
    }
    return new Resources(texts.stream().map(PolicyStringReader::resource).toList(), inverted);
  }

  boolean cover(Question question) {
    return question.fitsAny(patterns, question.resource()) != inverted;
  }
}

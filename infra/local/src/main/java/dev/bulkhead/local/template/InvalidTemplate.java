package dev.bulkhead.local.template;

import java.io.Serial;

/** Says in one sentence what is wrong with a template, or what of it the local stack lacks. */
public final class InvalidTemplate extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A complaint, for people to read. */
  public InvalidTemplate(String sentence) {
    super(sentence);
  }
}

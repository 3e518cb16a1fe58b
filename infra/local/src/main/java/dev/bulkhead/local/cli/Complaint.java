package dev.bulkhead.local.cli;

import java.io.Serial;

/** Ends a command with a sentence for the person who typed it. */
final class Complaint extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Complaint(String sentence) {
    super(sentence);
  }
}

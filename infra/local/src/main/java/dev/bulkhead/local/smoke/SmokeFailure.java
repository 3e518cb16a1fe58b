package dev.bulkhead.local.smoke;

import java.io.Serial;

/** Says what a deployment did not do. */
public final class SmokeFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SmokeFailure(String sentence) {
    super(sentence);
  }
}

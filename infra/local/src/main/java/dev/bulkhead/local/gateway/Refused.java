package dev.bulkhead.local.gateway;

import java.io.Serial;

/** Ends a request with the gateway's own answer. */
final class Refused extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.name());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}

package dev.bulkhead.local.iam;

/** A call whose signature does not prove who made it. */
public final class SignatureRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  SignatureRefused(Refusal refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }

  /** What the caller is told. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

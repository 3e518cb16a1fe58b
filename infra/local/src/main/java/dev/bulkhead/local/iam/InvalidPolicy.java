package dev.bulkhead.local.iam;

/**
 * A policy document that is malformed, or that says something this evaluator does not implement.
 *
 * <p>AWS would accept some of what is refused here. It is refused because the only other answer is
 * a guess, and a guess can allow what AWS denies.
 */
public final class InvalidPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPolicy(String message) {
    super(message);
  }
}

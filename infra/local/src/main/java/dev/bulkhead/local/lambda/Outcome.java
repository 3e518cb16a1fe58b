package dev.bulkhead.local.lambda;

/** How an invocation ended. */
public sealed interface Outcome {

  /** The function answered. */
  record Answered(byte[] payload) implements Outcome {}

  /** The function threw, ran out of time, or answered with more than Lambda carries. */
  record Failed(String errorType, String message) implements Outcome {}

  /** The event is bigger than Lambda takes; the function never saw it. */
  record TooLarge() implements Outcome {}
}

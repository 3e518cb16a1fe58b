package dev.bulkhead.store.dynamodb;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Calls of the SDK, made again while nothing but others' transactions is in their way. */
final class Calls {
  private Calls() {}

  /** A transaction on the same item makes other writes fail at once: they try again. */
  static <T> T made(Supplier<T> call) {
    var backoff = new Backoff();
    while (true) {
      try {
        return Failures.mapped(call);
      } catch (TransactionConflictException _) {
        backoff.await();
      } catch (TransactionCanceledException e) {
        if (!mayPass(e)) {
          throw e;
        }
        backoff.await();
      }
    }
  }

  /** Whether nothing but others' writes was in the way. */
  private static boolean mayPass(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .map(CancellationReason::code)
        .allMatch(Failures::mayPass);
  }
}

package dev.bulkhead.domain;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * By when the call that this thread works for must be answered. Whoever is about to do what may
 * take long asks whether there is time for it: Lambda ends a function that is late without a word,
 * and then the caller hears a 500 of the gateway's instead of when to come back.
 */
public final class Deadline {
  private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  private final LongSupplier millisLeft;

  private Deadline(LongSupplier millisLeft) {
    this.millisLeft = millisLeft;
  }

  /**
   * Works for a call that must be answered in time.
   *
   * @param millisLeft says, whenever it is asked, how much time is left: Lambda's own word
   */
  public static <T> T within(LongSupplier millisLeft, Supplier<T> work) {
    return ScopedValue.where(CURRENT, new Deadline(millisLeft)).call(work::get);
  }

  /** Whether there is so much time; always, where nobody waits for an answer. */
  public static boolean leaves(Duration time) {
    return !CURRENT.isBound() || CURRENT.get().millisLeft.getAsLong() >= time.toMillis();
  }

  /** The task, for another thread that works for the same call. */
  public static Runnable shared(Runnable task) {
    if (!CURRENT.isBound()) {
      return task;
    }
    Deadline deadline = CURRENT.get();
    return () -> ScopedValue.where(CURRENT, deadline).run(task);
  }
}

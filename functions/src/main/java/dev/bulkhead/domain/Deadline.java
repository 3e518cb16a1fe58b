package dev.bulkhead.domain;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * By when the call that this thread works for must be answered. Whoever is about to do what may
 * take long asks whether there is time for it: Lambda ends a function that is late without a word,
 * and then the caller hears a 500 of the gateway's instead of when to come back.
 */
public final class Deadline {
  private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  /** On the clock of {@link System#nanoTime}. */
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** Works for a call that must be answered in this time from now. */
  public static <T> T within(Duration time, Supplier<T> work) {
    var deadline = new Deadline(System.nanoTime() + time.toNanos());
    return ScopedValue.where(CURRENT, deadline).call(work::get);
  }

  /** Whether there is so much time; always, where nobody waits for an answer. */
  public static boolean leaves(Duration time) {
    return !CURRENT.isBound() || CURRENT.get().end - System.nanoTime() >= time.toNanos();
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

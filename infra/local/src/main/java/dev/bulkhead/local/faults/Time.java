package dev.bulkhead.local.faults;

import java.time.Duration;

/** How time passes while a call goes wrong. */
@FunctionalInterface
public interface Time {
  /** As it does. */
  Time REAL = Thread::sleep;

  /** Is over when so much time has passed; the shortest that a call takes is none. */
  void pass(Duration time) throws InterruptedException;
}

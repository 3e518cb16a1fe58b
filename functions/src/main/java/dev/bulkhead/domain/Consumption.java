package dev.bulkhead.domain;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;

/**
 * Adds up what DynamoDB says that the work of one call consumed. Of a request that it refuses it
 * says nothing, a failed condition among them, though it charges for that one.
 */
public final class Consumption {
  private static final ScopedValue<Consumption> CURRENT = ScopedValue.newInstance();

  private final DoubleAdder read = new DoubleAdder();
  private final DoubleAdder written = new DoubleAdder();

  /** Does the work, and adds what it consumes. */
  public <T> T of(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** The same of work without a result. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** Notes what was consumed for the call that this thread works for, if for any. */
  public static void note(double read, double written) {
    if (CURRENT.isBound()) {
      CURRENT.get().read.add(read);
      CURRENT.get().written.add(written);
    }
  }

  /** The task, for another thread that works for the same call. */
  public static Runnable shared(Runnable task) {
    if (!CURRENT.isBound()) {
      return task;
    }
    Consumption consumption = CURRENT.get();
    return () -> ScopedValue.where(CURRENT, consumption).run(task);
  }

  /** All until now. */
  public CapacityUnits units() {
    return new CapacityUnits(read.sum(), written.sum());
  }
}

package dev.bulkhead.store.metriclog;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What zlib needs to work, kept for the next one who needs it: making it takes longer than packing
 * or unpacking a few hundred points with it.
 */
final class Pool<T> {
  /** As many are kept; a chart unpacks hundreds of blocks, one after the other. */
  private static final int MOST = 16;

  private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(MOST);
  private final Supplier<T> maker;
  private final Consumer<T> reset;
  private final Consumer<T> end;

  Pool(Supplier<T> maker, Consumer<T> reset, Consumer<T> end) {
    this.maker = maker;
    this.reset = reset;
    this.end = end;
  }

  /** One that nobody else has until it is given back. */
  T take() {
    T kept = idle.poll();
    return kept == null ? maker.get() : kept;
  }

  /** Takes one back, without what was done with it. */
  void give(T used) {
    reset.accept(used);
    if (!idle.offer(used)) {
      end.accept(used);
    }
  }
}

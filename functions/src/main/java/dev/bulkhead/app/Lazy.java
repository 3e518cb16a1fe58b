package dev.bulkhead.app;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A client that is made when it is first asked for: loading S3's classes costs a cold function more
 * than all else, and most calls never need them.
 */
final class Lazy<T extends SdkAutoCloseable> implements Supplier<T>, SdkAutoCloseable {
  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }

  @Override
  public synchronized void close() {
    made.ifPresent(SdkAutoCloseable::close);
  }
}

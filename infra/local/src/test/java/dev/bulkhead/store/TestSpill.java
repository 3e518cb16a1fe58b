package dev.bulkhead.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps spilled bytes in memory. */
final class TestSpill implements Spill {
  private final Map<String, byte[]> spilled = new ConcurrentHashMap<>();
  private final AtomicInteger wholes = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong bytesRead = new AtomicLong();
  private Optional<byte[]> always = Optional.empty();

  @Override
  public void put(String name, byte[] bytes) {
    spilled.put(name, bytes.clone());
  }

  @Override
  public byte[] get(String name) {
    wholes.incrementAndGet();
    return bytes(name);
  }

  private byte[] bytes(String name) {
    return always.or(() -> Optional.ofNullable(spilled.get(name))).orElseThrow();
  }

  /** Another that answers whatever is asked for with the first there is here. */
  TestSpill alwaysTheSame() {
    var other = new TestSpill();
    other.always = Optional.of(spilled.values().iterator().next());
    return other;
  }

  @Override
  public byte[] get(String name, long from, int length) {
    reads.incrementAndGet();
    bytesRead.addAndGet(length);
    return Arrays.copyOfRange(bytes(name), (int) from, (int) from + length);
  }

  @Override
  public void delete(String name) {
    spilled.remove(name);
  }

  @Override
  public void deleteBelow(String name) {
    spilled.keySet().removeIf(each -> each.startsWith(name + "/"));
  }

  /** How often something was asked for as a whole. */
  int wholes() {
    return wholes.get();
  }

  /** How often ranges were asked for. */
  int reads() {
    return reads.get();
  }

  /** How many bytes these had. */
  long bytesRead() {
    return bytesRead.get();
  }

  void resetReads() {
    reads.set(0);
    bytesRead.set(0);
  }

  long bytes() {
    return spilled.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  Set<String> names() {
    return Set.copyOf(spilled.keySet());
  }

  int size() {
    return spilled.size();
  }
}

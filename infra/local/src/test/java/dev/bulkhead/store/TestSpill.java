package dev.bulkhead.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps spilled bytes in memory. */
final class TestSpill implements Spill {
  private final Map<String, byte[]> spilled = new ConcurrentHashMap<>();
  private Optional<byte[]> always = Optional.empty();

  @Override
  public void put(String name, byte[] bytes) {
    spilled.put(name, bytes.clone());
  }

  @Override
  public byte[] get(String name) {
    return always.or(() -> Optional.ofNullable(spilled.get(name))).orElseThrow();
  }

  @Override
  public void delete(String name) {
    spilled.remove(name);
  }

  /** Another that answers whatever is asked for with the first there is here. */
  TestSpill alwaysTheSame() {
    var other = new TestSpill();
    other.always = Optional.of(spilled.values().iterator().next());
    return other;
  }

  int size() {
    return spilled.size();
  }
}

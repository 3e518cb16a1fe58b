package dev.bulkhead.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps spilled bytes in memory. */
final class TestSpill implements Spill {
  private final Map<String, byte[]> spilled = new ConcurrentHashMap<>();

  @Override
  public void put(String name, byte[] bytes) {
    spilled.put(name, bytes.clone());
  }

  @Override
  public byte[] get(String name) {
    return Optional.ofNullable(spilled.get(name)).orElseThrow();
  }

  @Override
  public byte[] get(String name, long from, int length) {
    return Arrays.copyOfRange(get(name), (int) from, (int) from + length);
  }

  @Override
  public void delete(String name) {
    spilled.remove(name);
  }

  long bytes() {
    return spilled.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  int size() {
    return spilled.size();
  }
}

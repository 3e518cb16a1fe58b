package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.FileOwner;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import java.util.HashMap;
import java.util.Map;

/** By how much the counters of experiments and roots move, for any number of files together. */
final class Owners {
  private final Map<Counter, Usage> differences = new HashMap<>();

  void add(String file, Usage difference) {
    FileOwner owner = FileOwner.of(file);
    owner.experiment().ifPresent(id -> add(Counter.of(id), difference));
    owner.root().ifPresent(root -> add(Counter.ofRoot(root), difference));
  }

  /** As many counters as a file has, whatever they move by. */
  void add(String file) {
    add(file, Usage.NONE);
  }

  private void add(Counter counter, Usage difference) {
    differences.merge(counter, difference, Usage::plus);
  }

  int size() {
    return differences.size();
  }

  /** Those that move. */
  Map<Counter, Usage> differences() {
    var moving = new HashMap<>(differences);
    moving.values().removeIf(Usage.NONE::equals);
    return moving;
  }
}

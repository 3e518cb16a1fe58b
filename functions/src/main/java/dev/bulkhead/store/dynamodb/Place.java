package dev.bulkhead.store.dynamodb;

import java.util.Optional;

/**
 * Where the parts of a run or a logged model lie.
 *
 * @param core what listings read
 * @param metrics beside it, what changes with every logged metric
 * @param partition its own partition, of what listings need not read
 * @param mark what is there when its chunks may be worth folding; logged models' never are
 */
record Place(Key core, Key metrics, String partition, Optional<Key> mark) {
  static final String CHUNKS = "C#";

  /** Less than what the keys of runs begin with, so that both are read at once. */
  static final String OPEN = "O#";

  /** Where it is noted that a run is open; logged models are never sealed. */
  Key open() {
    return new Key(core.partition(), OPEN + core.sort().substring(OPEN.length()));
  }

  Key chunk(String name) {
    return new Key(partition, CHUNKS + name);
  }

  /** Which segments its points are in. */
  Key segments() {
    return new Key(partition, "S#");
  }

  Key latest(String name) {
    return new Key(partition, "L#" + name);
  }

  Key page(String name) {
    return new Key(partition, "P#" + name);
  }
}

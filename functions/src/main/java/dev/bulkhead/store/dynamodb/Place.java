package dev.bulkhead.store.dynamodb;

/**
 * Where the parts of a run or a logged model lie.
 *
 * @param core what listings read
 * @param metrics beside it, what changes with every logged metric
 * @param partition its own partition, of what listings need not read
 */
record Place(Key core, Key metrics, String partition) {
  static final String CHUNKS = "C#";

  Key chunk(String name) {
    return new Key(partition, CHUNKS + name);
  }

  Key latest(String name) {
    return new Key(partition, "L#" + name);
  }

  Key page(String name) {
    return new Key(partition, "P#" + name);
  }
}

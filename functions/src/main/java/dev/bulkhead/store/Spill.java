package dev.bulkhead.store;

/**
 * Where a tenant's data goes that is too big for an item. Nothing is ever changed under a name:
 * what is put again is the same.
 */
public interface Spill {

  /** Keeps bytes under a name of letters, digits, {@code -}, {@code _} and {@code /}. */
  void put(String name, byte[] bytes);

  /** The bytes that were kept under the name. */
  byte[] get(String name);

  /** Some of these bytes, all of which must be there; nobody may change them. */
  byte[] get(String name, long from, int length);

  /** Forgets what was kept under the name, if anything was. */
  void delete(String name);

  /** Forgets what was kept under all names that go on behind this one and a slash. */
  void deleteBelow(String name);
}

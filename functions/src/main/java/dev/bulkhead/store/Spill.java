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

  /** Forgets what was kept under a name; what is not there stays so. */
  void delete(String name);
}

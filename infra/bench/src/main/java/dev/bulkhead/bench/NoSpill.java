package dev.bulkhead.bench;

import dev.bulkhead.store.Spill;

/** For calls that are too small to spill. */
final class NoSpill implements Spill {

  @Override
  public void put(String name, byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] get(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] get(String name, long from, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteBelow(String name) {
    throw new UnsupportedOperationException();
  }
}

package dev.bulkhead.store.metriclog;

import java.util.Optional;
import java.util.zip.Deflater;

/**
 * Writes runs of bytes whose length the reader will know, each in the shortest of three ways: as
 * one repeated byte, deflated, or as they are.
 */
final class BlockWriter implements AutoCloseable {
  static final int PLAIN = 0;
  static final int REPEATED = 1;
  static final int DEFLATED = 2;

  /** Under this length deflating seldom gains a byte, and a deflater costs a 256 KB allocation. */
  private static final int WORTH_DEFLATING = 32;

  private final ByteWriter out;
  private Optional<Deflater> deflater = Optional.empty();

  BlockWriter(ByteWriter out) {
    this.out = out;
  }

  ByteWriter out() {
    return out;
  }

  void put(byte[] raw) {
    if (raw.length == 0) {
      return;
    }
    if (isOneByteRepeated(raw)) {
      out.put(REPEATED);
      out.put(raw[0]);
    } else if (raw.length < WORTH_DEFLATING || !putDeflated(raw)) {
      out.put(PLAIN);
      out.put(raw, 0, raw.length);
    }
  }

  private static boolean isOneByteRepeated(byte[] raw) {
    for (byte b : raw) {
      if (b != raw[0]) {
        return false;
      }
    }
    return true;
  }

  private boolean putDeflated(byte[] raw) {
    Deflater pressing = deflater();
    byte[] pressed = new byte[raw.length - 2];
    pressing.reset();
    pressing.setInput(raw);
    pressing.finish();
    int length = pressing.deflate(pressed);
    if (!pressing.finished()) {
      return false;
    }
    out.put(DEFLATED);
    out.putVarint(length);
    out.put(pressed, 0, length);
    return true;
  }

  private Deflater deflater() {
    if (deflater.isEmpty()) {
      deflater = Optional.of(new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }
    return deflater.get();
  }

  @Override
  public void close() {
    deflater.ifPresent(Deflater::end);
  }
}

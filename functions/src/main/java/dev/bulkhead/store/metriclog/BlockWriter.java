package dev.bulkhead.store.metriclog;

import java.util.zip.Deflater;

/**
 * Writes runs of bytes whose length the reader will know, each in the shortest of three ways: as
 * one repeated byte, deflated, or as they are.
 */
public final class BlockWriter implements AutoCloseable {
  static final int PLAIN = 0;
  static final int REPEATED = 1;
  static final int DEFLATED = 2;

  /** Under this length deflating seldom gains a byte. */
  private static final int WORTH_DEFLATING = 32;

  /** The least that the method and the length take, and a byte to be gained. */
  private static final int OVERHEAD = 2;

  private final ByteWriter out;
  private final Noise noise = new Noise();
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

  BlockWriter(ByteWriter out) {
    this.out = out;
  }

  ByteWriter out() {
    return out;
  }

  public void put(byte[] raw) {
    if (raw.length == 0) {
      return;
    }
    if (isOneByteRepeated(raw)) {
      out.put(REPEATED);
      out.put(raw[0]);
    } else if (raw.length < WORTH_DEFLATING || noise.is(raw) || !putDeflated(raw)) {
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
    byte[] deflated = new byte[raw.length - OVERHEAD];
    deflater.reset();
    deflater.setInput(raw);
    deflater.finish();
    int length = deflater.deflate(deflated);
    if (!deflater.finished()) {
      return false;
    }
    out.put(DEFLATED);
    out.putVarint(length);
    out.put(deflated, 0, length);
    return true;
  }

  @Override
  public void close() {
    deflater.end();
  }
}

package dev.bulkhead.store.metriclog;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what {@link BlockWriter} wrote. */
public final class BlockReader implements AutoCloseable {
  /** A deflated bit or two can stand for 258 bytes, not for more. */
  private static final long MAX_RATIO = 1032;

  private final ByteReader in;
  private final Inflater inflater = new Inflater(true);

  BlockReader(ByteReader in) {
    this.in = in;
  }

  ByteReader in() {
    return in;
  }

  /** The next block, of a length that the caller has bounded: this much will be allocated. */
  public byte[] get(int length) {
    if (length == 0) {
      return new byte[0];
    }
    return switch (in.get()) {
      case BlockWriter.PLAIN -> in.get(length);
      case BlockWriter.REPEATED -> repeated(in.get(), length);
      case BlockWriter.DEFLATED -> inflated(length);
      default -> throw noSuchMethod();
    };
  }

  /** Passes over a block without unpacking it. */
  void skip(int length) {
    if (length > 0) {
      switch (in.get()) {
        case BlockWriter.PLAIN -> in.skip(length);
        case BlockWriter.REPEATED -> in.skip(1);
        case BlockWriter.DEFLATED -> in.skip(in.getCount(in.remaining()));
        default -> throw noSuchMethod();
      }
    }
  }

  private static CorruptMetrics noSuchMethod() {
    return new CorruptMetrics("A block is packed in no known way");
  }

  private static byte[] repeated(int b, int length) {
    byte[] raw = new byte[length];
    Arrays.fill(raw, (byte) b);
    return raw;
  }

  private byte[] inflated(int length) {
    int packed = in.getCount(in.remaining());
    if (length > packed * MAX_RATIO) {
      throw new CorruptMetrics("%d bytes cannot be %d deflated".formatted(packed, length));
    }
    inflater.reset();
    inflater.setInput(in.bytes(), in.skip(packed), packed);
    byte[] raw = new byte[length];
    try {
      int got = inflater.inflate(raw);
      if (got < length || !isAtEnd()) {
        throw new CorruptMetrics("A block is not as long as it should be");
      }
    } catch (DataFormatException e) {
      throw new CorruptMetrics("A block cannot be inflated", e);
    }
    return raw;
  }

  /** zlib may fill the last byte before it has seen the mark of the end. */
  private boolean isAtEnd() throws DataFormatException {
    return inflater.inflate(new byte[1]) == 0
        && inflater.finished()
        && inflater.getRemaining() == 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}

package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.NewerFormat;
import java.util.zip.CRC32C;

/** The version in front of packed bytes and the checksum behind them. */
final class Checksum {
  private Checksum() {}

  /** Appends the checksum of all that was written. */
  static byte[] seal(ByteWriter out) {
    byte[] body = out.toBytes();
    out.putInt(of(body, body.length));
    return out.toBytes();
  }

  /**
   * What is between version and checksum.
   *
   * @throws NewerFormat if a newer release wrote it
   * @throws CorruptMetrics if either is not what it should be
   */
  static ByteReader open(byte[] bytes, String what, int version) {
    int end = Math.max(0, bytes.length - Integer.BYTES);
    var in = new ByteReader(bytes, 0, end);
    int found = in.get();
    boolean whole =
        bytes.length > Integer.BYTES
            && new ByteReader(bytes, end, bytes.length).getInt() == of(bytes, end);
    if (found > version && whole) {
      throw new NewerFormat(what, String.valueOf(found), version);
    }
    if (found != version) {
      throw new CorruptMetrics("%s of version %d".formatted(what, found));
    }
    if (!whole) {
      throw new CorruptMetrics("The checksum is wrong");
    }
    return in;
  }

  private static int of(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

package dev.bulkhead.store.metriclog;

import java.util.zip.CRC32C;

/** Any bytes under a checksum that fits them: whoever can write a chunk can write that too. */
final class SealedChunk {
  private SealedChunk() {}

  static byte[] of(byte[] body) {
    var crc = new CRC32C();
    crc.update(body);
    var out = new ByteWriter();
    out.put(body, 0, body.length);
    out.putInt((int) crc.getValue());
    return out.toBytes();
  }
}

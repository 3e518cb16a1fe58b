package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Many points packed into few bytes, to be kept as one binary. What comes out is what went in, bit
 * for bit and in order, but that there is one NaN. docs/metric-log.md has the layout.
 */
public final class MetricChunk {
  /** As many points fit in one chunk. */
  public static final int MAX_POINTS = 25_000;

  private static final int VERSION = 1;

  private MetricChunk() {}

  /**
   * The points as bytes.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_POINTS}, or a string is no
   *     Unicode, or the different keys and origins have more than 32 MiB together
   */
  public static byte[] encode(List<Metric> points) {
    if (points.size() > MAX_POINTS) {
      throw new IllegalArgumentException("A chunk of %d points".formatted(points.size()));
    }
    var out = new ByteWriter();
    out.put(VERSION);
    try (var columns = new ColumnWriter(out)) {
      new ChunkWriter(points).write(columns);
    }
    byte[] body = out.toBytes();
    out.putInt(checksum(body, body.length));
    return out.toBytes();
  }

  /**
   * All points, in the order in which they were encoded.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static List<Metric> points(byte[] chunk) {
    return read(chunk, reader -> reader.points(_ -> true));
  }

  /**
   * The points of one key, in the order in which they were encoded; the other keys' values are not
   * unpacked where that can be helped.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static List<Metric> points(byte[] chunk, String key) {
    return read(
        chunk,
        reader -> {
          int wanted = reader.keys().indexOf(key);
          return wanted < 0 ? List.of() : reader.points(index -> index == wanted);
        });
  }

  /**
   * The keys that have points, in the order of their first ones.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static List<String> keys(byte[] chunk) {
    return read(chunk, reader -> List.copyOf(reader.keys()));
  }

  private static <T> T read(byte[] chunk, Function<ChunkReader, T> question) {
    int end = Math.max(0, chunk.length - Integer.BYTES);
    var in = new ByteReader(chunk, 0, end);
    int version = in.get();
    if (version != VERSION) {
      throw new CorruptMetrics("A chunk of version %d".formatted(version));
    }
    if (new ByteReader(chunk, end, chunk.length).getInt() != checksum(chunk, end)) {
      throw new CorruptMetrics("The checksum is wrong");
    }
    try (var columns = new ColumnReader(in)) {
      return question.apply(new ChunkReader(columns));
    }
  }

  private static int checksum(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

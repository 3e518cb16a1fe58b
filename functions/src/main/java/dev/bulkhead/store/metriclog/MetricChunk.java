package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
    return Checksum.seal(out);
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
   * The points of one key, in the order in which they were encoded, without what they were measured
   * on; none if there is no such key.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static MetricSeries series(byte[] chunk, String key) {
    return read(
        chunk,
        reader -> {
          int wanted = reader.keys().indexOf(key);
          return wanted < 0
              ? MetricSeries.EMPTY
              : reader.series(index -> index == wanted).getOrDefault(key, MetricSeries.EMPTY);
        });
  }

  /**
   * The points of each key, likewise.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static Map<String, MetricSeries> series(byte[] chunk) {
    return read(chunk, reader -> reader.series(_ -> true));
  }

  /**
   * How many points there are.
   *
   * @throws CorruptMetrics if the bytes are no chunk that this code can read
   */
  public static int count(byte[] chunk) {
    return Checksum.open(chunk, "A chunk", VERSION).getCount(MAX_POINTS);
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
    ByteReader in = Checksum.open(chunk, "A chunk", VERSION);
    try (var columns = new ColumnReader(in)) {
      return question.apply(new ChunkReader(columns));
    }
  }
}

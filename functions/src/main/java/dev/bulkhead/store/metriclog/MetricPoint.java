package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;

/**
 * One point as a small binary. Equal points give equal bytes, so DynamoDB's {@code contains} can
 * say whether a list has a point already. docs/metric-log.md has the layout.
 */
public final class MetricPoint {
  private static final int VERSION = 1;
  private static final int VERSION_SHIFT = 3;

  private MetricPoint() {}

  /**
   * The point as bytes.
   *
   * @throws IllegalArgumentException if a string is no Unicode
   */
  public static byte[] encode(Metric point) {
    Origin origin = Origin.of(point);
    var out = new ByteWriter();
    out.put((VERSION << VERSION_SHIFT) | origin.flags());
    put(out, point.key());
    out.putZigZag(point.step());
    out.putVarint(point.timestamp());
    out.putLong(Double.doubleToLongBits(point.value()));
    origin.texts().forEach(text -> put(out, text));
    return out.toBytes();
  }

  /**
   * The point that was encoded.
   *
   * @throws CorruptMetrics if the bytes are no point that this code can read
   */
  public static Metric decode(byte[] bytes) {
    var in = new ByteReader(bytes, 0, bytes.length);
    int head = in.get();
    if (head >>> VERSION_SHIFT != VERSION) {
      throw new CorruptMetrics("A point of version %d".formatted(head >>> VERSION_SHIFT));
    }
    String key = text(in);
    long step = in.getZigZag();
    long timestamp = in.getVarint();
    double value = Double.longBitsToDouble(in.getLong());
    Origin origin = Origin.read(head, () -> text(in));
    in.expectEnd();
    return origin.point(key, value, timestamp, step);
  }

  private static void put(ByteWriter out, String text) {
    byte[] bytes = Texts.bytes(text);
    out.putVarint(bytes.length);
    out.put(bytes, 0, bytes.length);
  }

  private static String text(ByteReader in) {
    return Texts.text(in.get(in.getCount(in.remaining())));
  }
}

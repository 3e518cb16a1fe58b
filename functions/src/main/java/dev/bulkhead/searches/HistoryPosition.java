package dev.bulkhead.searches;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.search.PageToken;
import java.nio.ByteBuffer;

/**
 * A place in a metric's history as a page token: behind a point. No two points of a history are the
 * same, so points that are logged meanwhile neither repeat nor hide others.
 */
final class HistoryPosition {
  private static final int SIZE = 3 * Long.BYTES;

  private HistoryPosition() {}

  static Metric decode(String binding, String token) {
    byte[] bytes = PageToken.decode(binding, token);
    if (bytes.length != SIZE) {
      throw new InvalidParameter("Invalid page token, could not base64-decode");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    return Metric.of("", from.getDouble(), from.getLong(), from.getLong());
  }

  static String token(String binding, Metric point) {
    return PageToken.encode(
        binding,
        ByteBuffer.allocate(SIZE)
            .putDouble(point.value())
            .putLong(point.timestamp())
            .putLong(point.step())
            .array());
  }
}

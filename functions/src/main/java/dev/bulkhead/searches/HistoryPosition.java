package dev.bulkhead.searches;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.search.PageToken;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A place in a metric's history: behind a point, and so many of its equals. Points that are logged
 * meanwhile neither repeat nor hide others.
 */
record HistoryPosition(Metric point, int equals) {
  private static final int SIZE = 3 * Long.BYTES + Integer.BYTES;

  /** The place behind so many points of a history. */
  static HistoryPosition after(List<Metric> history, int count) {
    Metric last = history.get(count - 1);
    int first = count - 1;
    while (first > 0 && Metric.HISTORY_ORDER.compare(history.get(first - 1), last) == 0) {
      first--;
    }
    return new HistoryPosition(last, count - first);
  }

  static HistoryPosition decode(String binding, String token) {
    byte[] bytes = PageToken.decode(binding, token);
    if (bytes.length != SIZE) {
      throw new InvalidParameter("Invalid page token, could not base64-decode");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    return new HistoryPosition(
        Metric.of("", from.getDouble(), from.getLong(), from.getLong()), from.getInt());
  }

  String token(String binding) {
    return PageToken.encode(
        binding,
        ByteBuffer.allocate(SIZE)
            .putDouble(point.value())
            .putLong(point.timestamp())
            .putLong(point.step())
            .putInt(equals)
            .array());
  }

  /** The index of the first point behind this place. */
  int next(List<Metric> history) {
    int index = 0;
    int passed = 0;
    while (index < history.size()) {
      int order = Metric.HISTORY_ORDER.compare(history.get(index), point);
      if (order > 0 || (order == 0 && passed++ >= equals)) {
        break;
      }
      index++;
    }
    return index;
  }
}

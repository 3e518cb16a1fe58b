package dev.bulkhead.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in an order: the values by which the last item of a page sorts. A page that begins behind
 * it neither repeats nor skips anything, whatever was added since.
 */
public final class Position<T> implements Comparable<Position<T>> {
  private static final int MISSING = 0;
  private static final int TEXT = 1;
  private static final int WHOLE = 2;
  private static final int REAL = 3;

  private final Order<T> order;
  private final List<Optional<Value>> values;

  private Position(Order<T> order, List<Optional<Value>> values) {
    this.order = order;
    this.values = values;
  }

  static <T> Position<T> of(Order<T> order, T item) {
    return of(order, order.values(item));
  }

  /** The place of what has these values. */
  static <T> Position<T> of(Order<T> order, List<Optional<Value>> values) {
    return new Position<>(order, List.copyOf(values));
  }

  /** Reads what {@link #bytes} wrote. */
  static <T> Position<T> decode(Order<T> order, byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      List<Optional<Value>> values = new ArrayList<>();
      for (var _ : order.keys()) {
        values.add(read(in));
      }
      if (in.available() > 0) {
        throw PageToken.undecodable();
      }
      return new Position<>(order, values);
    } catch (IOException _) {
      throw PageToken.undecodable();
    }
  }

  /** The values by which what is here sorts, one for each key of the order. */
  List<Optional<Value>> values() {
    return values;
  }

  /** By the order that both are places in. */
  @Override
  public int compareTo(Position<T> other) {
    return order.compare(values, other.values);
  }

  /** Whether the item comes strictly behind this place. */
  public boolean isBefore(T item) {
    return order.compare(values, order.values(item)) < 0;
  }

  /** All that a page token needs to keep. */
  public byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (Optional<Value> value : values) {
        write(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Optional<Value> read(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case MISSING -> Optional.empty();
      case TEXT -> Optional.of(new Value.Text(readText(in)));
      case WHOLE -> Optional.of(new Value.Whole(in.readLong()));
      case REAL -> Optional.of(new Value.Real(in.readDouble()));
      default -> throw PageToken.undecodable();
    };
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw PageToken.undecodable();
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, Optional<Value> value) throws IOException {
    if (value.isEmpty()) {
      out.writeByte(MISSING);
      return;
    }
    switch (value.get()) {
      case Value.Text(String text) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(TEXT);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
      case Value.Whole(long number) -> {
        out.writeByte(WHOLE);
        out.writeLong(number);
      }
      case Value.Real(double number) -> {
        out.writeByte(REAL);
        out.writeDouble(number);
      }
    }
  }
}

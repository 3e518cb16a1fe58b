package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Points of every kind there is, drawn by a seed. */
final class AnyPoints {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.NaN,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    1L << 53,
    (1L << 53) + 2,
    0.1,
    1 / 3.0
  };
  private static final long[] EXTREME = {
    0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz_./- 0123456789", "äöüßéñçøåλπΩжщ漢字かな𝔐😀"
  };

  private final Random random;

  AnyPoints(long seed) {
    this.random = new Random(seed);
  }

  /** So many points of a few keys in a mixed order, each key with its own kind of values. */
  List<Metric> list(int size) {
    int keyCount = 1 + random.nextInt(random.nextBoolean() ? Math.max(1, size) : 12);
    List<String> keys = IntStream.range(0, keyCount).mapToObj(i -> i + key()).toList();
    List<DoubleSupplier> values = keys.stream().map(_ -> values()).toList();
    LongSupplier steps = longs();
    LongSupplier timestamps = longs();
    boolean inTurn = random.nextBoolean();
    boolean named = random.nextBoolean();
    List<Metric> points = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int key = inTurn ? i % keyCount : random.nextInt(keyCount);
      double value = values.get(key).getAsDouble();
      long timestamp = timestamps.getAsLong() & Long.MAX_VALUE;
      points.add(point(keys.get(key), value, timestamp, steps.getAsLong(), named));
    }
    return points;
  }

  private Metric point(String key, double value, long timestamp, long step, boolean named) {
    return named
        ? new Metric(key, value, timestamp, step, name(), name(), name())
        : Metric.of(key, value, timestamp, step);
  }

  private Optional<String> name() {
    return random.nextBoolean() ? Optional.of("name-" + random.nextInt(4)) : Optional.empty();
  }

  /** As long as MLflow lets a key be, now and then. */
  private String key() {
    int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)].codePoints().toArray();
    var key = new StringBuilder();
    for (int i = random.nextInt(10) == 0 ? 245 : random.nextInt(30); i > 0; i--) {
      key.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return key.toString();
  }

  private DoubleSupplier values() {
    double scale = Math.pow(10, random.nextInt(14));
    double constant = value();
    return switch (random.nextInt(7)) {
      case 0 -> () -> Double.longBitsToDouble(random.nextLong());
      case 1 -> () -> (float) random.nextGaussian();
      case 2 -> () -> Math.rint(random.nextGaussian() * scale) / scale;
      case 3 -> () -> Math.rint(random.nextGaussian() * scale);
      case 4 -> () -> constant;
      case 5 -> random::nextDouble;
      default -> this::value;
    };
  }

  double value() {
    return SPECIAL[random.nextInt(SPECIAL.length)];
  }

  private LongSupplier longs() {
    long[] last = {random.nextLong(1L << 42)};
    int pace = 1 + random.nextInt(100_000);
    return switch (random.nextInt(5)) {
      case 0 -> random::nextLong;
      case 1 -> () -> EXTREME[random.nextInt(EXTREME.length)];
      case 2 -> () -> last[0];
      case 3 -> () -> last[0] += pace;
      default -> () -> last[0] += random.nextInt(pace);
    };
  }
}

package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What 1,000 points take. The ceilings allow about 1 % for another zlib; a tenth less than a
 * ceiling fails too, so that the figures here and in docs/metric-log.md stay true.
 */
class MetricChunkSizeTest {
  private static final String[] KEYS = {
    "train_loss", "train_accuracy", "val_loss", "val_accuracy", "learning_rate",
    "grad_norm", "epoch_time", "gpu_util", "f1_score", "roc_auc"
  };

  /** The value of a key at a step. */
  interface Values {
    double at(int key, int step, Random random);
  }

  /** Values, and the most bytes that they may take. */
  record Workload(String name, int tenKeys, int manyKeys, Values values) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void hundredStepsOfTenKeysStayUnderTheCeiling(Workload workload) {
    byte[] chunk = MetricChunk.encode(training(workload.values));

    assertThat(chunk.length).isBetween(workload.tenKeys * 9 / 10, workload.tenKeys);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void thousandKeysStayUnderTheCeiling(Workload workload) {
    byte[] chunk = MetricChunk.encode(manyKeys(workload.values));

    assertThat(chunk.length).isBetween(workload.manyKeys * 9 / 10, workload.manyKeys);
  }

  static List<Workload> workloads() {
    return List.of(
        new Workload("float32, uniform", 3550, 3480, (_, _, random) -> random.nextFloat()),
        new Workload(
            "float32, normal", 3780, 3640, (_, _, random) -> (float) random.nextGaussian()),
        new Workload("float32, falling loss", 3000, 2290, MetricChunkSizeTest::loss),
        new Workload("2 decimals", 1150, 1200, (_, _, random) -> random.nextInt(100) / 100.0),
        new Workload("3 decimals", 1650, 1690, (_, _, random) -> random.nextInt(1_000) / 1e3),
        new Workload("4 decimals", 1990, 2030, (_, _, random) -> random.nextInt(10_000) / 1e4),
        new Workload("6 decimals", 2860, 2890, (_, _, random) -> random.nextInt(1_000_000) / 1e6),
        new Workload("constant", 450, 500, (key, _, _) -> key / 3.0),
        new Workload("straight line", 510, 180, (_, step, _) -> 1 / 3.0 + step * 0.0123456789),
        new Workload("float64, uniform", 7150, 7030, (_, _, random) -> random.nextDouble()),
        new Workload("float64, normal", 7630, 7490, (_, _, random) -> random.nextGaussian()),
        new Workload("one kind a key", 4360, 3910, MetricChunkSizeTest::mixed));
  }

  private static double loss(int key, int step, Random random) {
    return (float) (2 * StrictMath.exp(-step / 30.0) + 0.05 * random.nextGaussian() + key);
  }

  private static double mixed(int key, int step, Random random) {
    return switch (key % 10) {
      case 0, 2 -> (float) random.nextGaussian();
      case 1, 3 -> random.nextInt(10_000) / 1e4;
      case 4 -> 0.001 * StrictMath.pow(0.999, step);
      case 5 -> random.nextDouble() * 5;
      case 6 -> random.nextInt(10_000) / 1e3;
      case 7 -> random.nextInt(100);
      default -> random.nextInt(937) / 937.0;
    };
  }

  /** Ten keys logged together at each of a hundred steps that take about 137 ms. */
  private static List<Metric> training(Values values) {
    var random = new Random(42);
    List<Metric> points = new ArrayList<>();
    long timestamp = 1_790_000_000_000L;
    for (int step = 0; step < 100; step++) {
      timestamp += 137 + (long) (random.nextGaussian() * 9);
      for (int key = 0; key < KEYS.length; key++) {
        points.add(Metric.of(KEYS[key], values.at(key, step, random), timestamp, step));
      }
    }
    return points;
  }

  private static List<Metric> manyKeys(Values values) {
    var random = new Random(42);
    return IntStream.range(0, 1_000)
        .mapToObj(
            key ->
                Metric.of(
                    "metric_%04d".formatted(key), values.at(key, 0, random), 1_790_000_000_000L, 0))
        .toList();
  }
}

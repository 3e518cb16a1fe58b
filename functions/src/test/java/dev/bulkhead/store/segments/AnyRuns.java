package dev.bulkhead.store.segments;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs of every kind there is, drawn by a seed. */
final class AnyRuns {
  static final ExperimentId EXPERIMENT = new ExperimentId("42");

  private static final List<Double> SPECIAL =
      List.of(
          0.0,
          -0.0,
          Double.NaN,
          Double.MIN_VALUE,
          Math.nextDown(Double.MIN_NORMAL),
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          0.1,
          1 / 3.0);
  private static final List<Long> EXTREME =
      List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);
  private static final List<String> TEXTS =
      List.of("", "a", "ä", "漢字", "😀", "\0", "a\0b", "3:abc", "x".repeat(300), "a\nb");

  private final Random random;

  AnyRuns(long seed) {
    this.random = new Random(seed);
  }

  List<Run> list(int count) {
    boolean alike = random.nextBoolean();
    return IntStream.range(0, count).mapToObj(_ -> run(alike)).toList();
  }

  private Run run(boolean alike) {
    Instant start = Instant.ofEpochMilli(random.nextInt(20) == 0 ? -5 : random.nextLong(1L << 41));
    RunId id = RunId.create(EXPERIMENT, start, random);
    int entries = alike ? 4 : random.nextInt(9);
    return new Run(
        new RunInfo(
            id,
            one(TEXTS),
            one(TEXTS),
            one(List.of(RunStatus.values())),
            start,
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(random.nextLong(1L << 42))),
            one(List.of(LifecycleStage.values())),
            random.nextInt(9) == 0 ? one(TEXTS) : "mlflow-artifacts:/42/" + id + "/artifacts"),
        metrics(entries),
        texts(entries, alike),
        texts(entries, alike),
        list(this::dataset),
        list(() -> "m-" + random.nextInt(5)),
        list(() -> new ModelOutput("m-:" + random.nextInt(5), one(EXTREME))));
  }

  private Map<String, Metric> metrics(int count) {
    Map<String, Metric> metrics = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String key = "k" + i;
      metrics.put(key, Metric.of(key, value(), random.nextLong(1L << 41), one(EXTREME)));
    }
    return metrics;
  }

  private double value() {
    return switch (random.nextInt(4)) {
      case 0 -> one(SPECIAL);
      case 1 -> random.nextFloat();
      case 2 -> random.nextInt(100) / 100.0;
      default -> canonical(Double.longBitsToDouble(random.nextLong()));
    };
  }

  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private Map<String, String> texts(int count, boolean alike) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      texts.put(alike ? "k" + i : one(TEXTS) + random.nextInt(9), one(TEXTS));
    }
    return texts;
  }

  private DatasetInput dataset() {
    return new DatasetInput(
        new Dataset(one(TEXTS), one(TEXTS), "", "", Optional.empty(), Optional.empty()),
        list(() -> new Tag(one(TEXTS), one(TEXTS))));
  }

  private <T> List<T> list(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = Math.max(0, random.nextInt(6) - 3); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> T one(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}

package dev.bulkhead.app;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.store.segments.SegmentStore;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Unpacks a segment of made-up runs time and again. The first search of a function unpacks all of
 * an experiment's, a hundred thousand runs, and spends most of that time in code that nobody has
 * compiled yet. It is kept nowhere but here.
 */
final class RehearsalSegments {
  private static final int TIMES = 30;
  private static final int RUNS = 300;
  private static final int ENTRIES = 10;
  private static final ExperimentId EXPERIMENT = new ExperimentId("7");
  private static final String NAME = "rehearsal";

  private RehearsalSegments() {}

  static void unpack() {
    var segments = new SegmentStore(new TenantId("acme"), new Here(), new SegmentCache(0));
    segments.put(
        EXPERIMENT, NAME, IntStream.range(0, RUNS).mapToObj(RehearsalSegments::run).toList());
    for (int time = 0; time < TIMES; time++) {
      var _ = segments.get(EXPERIMENT, NAME);
    }
  }

  /** Values of every width, texts of all kinds of columns. */
  private static Run run(int number) {
    Instant start = Instant.ofEpochMilli(1_700_000_000_000L + 977L * number);
    RunId id = new RunId("%010x%012x%010x".formatted(7, start.toEpochMilli(), number));
    Map<String, Metric> metrics = new HashMap<>();
    Map<String, String> params = new HashMap<>();
    Map<String, String> tags = new HashMap<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      String key = "key" + entry;
      double value = entry % 2 == 0 ? (float) Math.sin(number) : Math.cos(number);
      metrics.put(key, Metric.of(key, value, start.toEpochMilli() + entry, number));
      params.put(key, Integer.toString(number * entry));
      tags.put(key, "value " + number % (entry + 1));
    }
    var info =
        new RunInfo(
            id,
            "rehearsal-" + number % 100,
            "",
            RunStatus.FINISHED,
            start,
            Optional.of(start.plusMillis(number)),
            LifecycleStage.ACTIVE,
            "mlflow-artifacts:/7/" + id + "/artifacts");
    return new Run(info, metrics, params, tags, List.of(), List.of(), List.of());
  }

  /** Keeps what is put for as long as it is itself. */
  private static final class Here implements Spill {
    private final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public void put(String name, byte[] bytes) {
      kept.put(name, bytes);
    }

    @Override
    public byte[] get(String name) {
      return Optional.ofNullable(kept.get(name)).orElseThrow();
    }

    @Override
    public byte[] get(String name, long from, int length) {
      throw new UnsupportedOperationException("A segment is read whole");
    }

    @Override
    public void delete(String name) {
      kept.remove(name);
    }

    @Override
    public void deleteBelow(String name) {
      throw new UnsupportedOperationException("A segment has no folder");
    }
  }
}

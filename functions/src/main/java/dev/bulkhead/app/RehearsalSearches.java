package dev.bulkhead.app;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.segments.SegmentFormat;
import dev.bulkhead.store.segments.SegmentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs and histories for functions that search to find. The first search of a function unpacks all
 * segments of an experiment, a hundred thousand runs, and looks at each of them: that must not be
 * code that nobody has compiled yet.
 */
final class RehearsalSearches {
  private static final int TIMES = 30;
  private static final int RUNS = 2_000;
  private static final int ENTRIES = 10;

  private RehearsalSearches() {}

  /** Unpacks segments of two kinds time and again. They are kept nowhere but here. */
  static void unpack() {
    for (boolean isPlain : new boolean[] {true, false}) {
      var id = new SegmentId(RehearsalData.TENANT, ExperimentId.DEFAULT, "unpacked");
      byte[] packed = SegmentFormat.encode(id, runs(isPlain));
      for (int time = 0; time < TIMES; time++) {
        var _ = SegmentFormat.decode(id, packed);
      }
    }
  }

  /** Puts there what the sample events find. */
  static void put(TenantStores stores, RehearsalAws aws) {
    log(stores);
    seal(stores, aws);
  }

  /**
   * Has what there is of an experiment sealed, and then a segment of many runs in the place of the
   * one that was written: it is found, read and searched as any other.
   */
  private static void seal(TenantStores stores, RehearsalAws aws) {
    var ended = Optional.of(Instant.EPOCH);
    var finished = new RunStore.Update(Optional.of(RunStatus.FINISHED), ended, Optional.empty());
    var _ = stores.runs().update(RehearsalData.RUNS.getFirst(), finished);
    if (stores.sealing().seal(ExperimentId.DEFAULT).runs() == 0) {
      throw new IllegalStateException("Nothing was sealed");
    }
    aws.keepObjects(
        path ->
            SegmentFormat.encode(
                new SegmentId(
                    RehearsalData.TENANT,
                    ExperimentId.DEFAULT,
                    path.substring(path.lastIndexOf('/') + 1)),
                runs(true)));
  }

  /** Logs a history of the metrics that the sample events ask for. */
  private static void log(TenantStores stores) {
    for (String key : List.of("loss", "val/loss")) {
      List<Metric> points =
          IntStream.range(0, RUNS / 2)
              .mapToObj(step -> Metric.of(key, (float) Math.sin(step), 1_000L * step, step))
              .toList();
      stores
          .runs()
          .log(RehearsalData.RUNS.getLast(), new RunStore.Batch(points, List.of(), List.of()));
    }
  }

  private static List<Run> runs(boolean isPlain) {
    return IntStream.range(0, RUNS).mapToObj(number -> run(number, isPlain)).toList();
  }

  /**
   * Values of every width, texts of all kinds of columns; or plainly one point of each metric, a
   * float, as most runs have them. The sample search finds half of them.
   */
  private static Run run(int number, boolean isPlain) {
    Instant start = Instant.ofEpochMilli(1_700_000_000_000L + 977L * number);
    RunId id = new RunId("%010x%012x%010x".formatted(0, start.toEpochMilli(), number));
    Map<String, Metric> metrics = new HashMap<>();
    Map<String, String> params = new HashMap<>();
    Map<String, String> tags = new HashMap<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      String key = entry == 0 ? "loss" : "key" + entry;
      double value =
          isPlain || entry % 2 == 0 ? (float) Math.sin(number + entry) : Math.cos(number);
      metrics.put(key, Metric.of(key, value, start.toEpochMilli() + entry, isPlain ? 1 : number));
      params.put(key, Integer.toString(number * entry));
      tags.put(key, "value " + number % (entry + 1));
    }
    tags.put("stage", number % 2 == 0 ? "dev" : "prod");
    var info =
        new RunInfo(
            id,
            "rehearsal-" + number % 100,
            "",
            RunStatus.FINISHED,
            start,
            Optional.of(start.plusMillis(number)),
            LifecycleStage.ACTIVE,
            "mlflow-artifacts:/0/" + id + "/artifacts");
    return new Run(info, metrics, params, tags, List.of(), List.of(), List.of());
  }
}

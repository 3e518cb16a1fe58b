package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.history;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoMetricLogs;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A run whose points are logged, folded and read, and what must be true of them all the time. */
final class FoldedRun {
  private static final Comparator<Metric> HISTORY =
      Metric.HISTORY_ORDER.thenComparing(point -> Double.isNaN(point.value()));
  private static final Comparator<Metric> STEPS =
      Metric.LATEST_LAST.thenComparing(point -> Double.isNaN(point.value()));

  private final TestTable table;
  private final TestSpill spill = new TestSpill();

  /** What its readers remember, as those of a function do. */
  private final Spill remembered =
      new RememberedSpill(spill, TestTable.ACME, new RangeCache(32 << 20));

  private final RunStore runs;
  private final RunId id;
  private final Map<String, TreeSet<Metric>> logged = new TreeMap<>();
  private Instant now = Instant.now();

  /** A run of a new table. */
  FoldedRun() {
    this(TestTable.dynamo());
  }

  /** The same through a client. */
  FoldedRun(DynamoDbClient dynamo) {
    table = new TestTable(dynamo);
    new DynamoExperimentStore(table.open(TestTable.ACME)).create(experiment("42", "churn"));
    runs = new DynamoRunStore(table.open(TestTable.ACME), remembered, new SegmentCache(0));
    RunInfo churn = run(CHURN);
    runs.create(churn, List.of());
    id = churn.id();
  }

  RunStore runs() {
    return runs;
  }

  RunId id() {
    return id;
  }

  /** Who reads it at a time, and what they ask to be folded. */
  RunStore readers(List<RunId> asked, Instant time) {
    var requests =
        new ChoreRequests() {
          @Override
          public void seal(ExperimentId experiment) {}

          @Override
          public void fold(RunId run) {
            asked.add(run);
          }
        };
    return new DynamoRunStore(
        table.open(TestTable.ACME, Clock.fixed(time, ZoneOffset.UTC)),
        remembered,
        new SegmentCache(0),
        requests);
  }

  TestTable table() {
    return table;
  }

  TestSpill spill() {
    return spill;
  }

  void log(List<Metric> points) {
    runs.log(id, batch(points));
    note(points);
  }

  /** That these points must be there. */
  void note(List<Metric> points) {
    points.forEach(
        point -> logged.computeIfAbsent(point.key(), _ -> new TreeSet<>(HISTORY)).add(point));
  }

  /** So many batches, of few keys or of many, in the order of time or not, some of them twice. */
  void logBatches(Random random, int count) {
    List<List<Metric>> sent = new ArrayList<>();
    int keys = random.nextBoolean() ? 3 : 40;
    boolean inOrder = random.nextBoolean();
    long start = random.nextInt(100_000);
    for (int call = 0; call < count; call++) {
      List<Metric> points =
          !sent.isEmpty() && random.nextInt(6) == 0
              ? sent.get(random.nextInt(sent.size()))
              : points(random, keys, inOrder ? start + 50L * call : random.nextInt(100_000));
      sent.add(points);
      log(points);
    }
  }

  private static List<Metric> points(Random random, int keys, long start) {
    return IntStream.range(0, 21 + random.nextInt(80))
        .mapToObj(
            i ->
                Metric.of(
                    "key/" + random.nextInt(keys),
                    value(random),
                    start + i / 2,
                    (start + i) / 7 - 500))
        .toList();
  }

  private static double value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.MIN_VALUE * random.nextInt(9);
      case 2 -> random.nextInt(3);
      case 3 -> (float) random.nextGaussian();
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  /** The upkeep, half an hour after the one before, so that nothing is in use any more. */
  void fold() {
    fold(logs());
  }

  void fold(MetricLogs logs) {
    now = now.plus(Duration.ofMinutes(30));
    while (logs.fold(id, now)) {}
  }

  MetricLogs logs() {
    return new DynamoMetricLogs(table.open(TestTable.ACME), spill);
  }

  /** Reads everything in every way. */
  void assertWhole(Random random) {
    logged.forEach((key, points) -> assertWhole(random, key, List.copyOf(points)));
    assertThat(history(runs, id, "no such key")).isEmpty();
  }

  private void assertWhole(Random random, String key, List<Metric> expected) {
    assertThat(history(runs, id, key)).as(key).isEqualTo(expected);
    assertThat(paged(key, 1 + random.nextInt(expected.size() + 3))).isEqualTo(expected);
    long from = random.nextLong(-2_000, 18_000);
    for (MetricSample sample :
        List.of(
            MetricSample.ofAll(1 + random.nextInt(50)),
            new MetricSample(from, from + random.nextInt(9_000), 1 + random.nextInt(50)))) {
      assertThat(runs.metricSamples(List.of(id), key, sample).getOrDefault(id, List.of()))
          .as("%s of %s", sample, key)
          .isEqualTo(sampled(expected, sample));
    }
  }

  private List<Metric> paged(String key, int size) {
    List<Metric> all = new ArrayList<>();
    Optional<Metric> last = Optional.empty();
    List<Metric> page;
    do {
      page = runs.metricHistory(id, key, last, size);
      all.addAll(page);
      last = all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    } while (page.size() == size);
    return all;
  }

  private static List<Metric> sampled(List<Metric> points, MetricSample sample) {
    List<Metric> within =
        points.stream().filter(point -> sample.has(point.step())).sorted(STEPS).toList();
    return sample.of(within);
  }

  /** Sort keys of what lies in the run's own partition. */
  List<String> items(String prefix) {
    return TestTable.dynamo()
        .query(
            query ->
                query
                    .tableName(table.name())
                    .keyConditionExpression("pk = :p AND begins_with(sk, :s)")
                    .expressionAttributeValues(
                        Map.of(
                            ":p",
                                AttributeValue.fromS("T#" + table.own(TestTable.ACME) + "#R#" + id),
                            ":s", AttributeValue.fromS(prefix))))
        .items()
        .stream()
        .map(item -> item.get("sk").s())
        .toList();
  }
}

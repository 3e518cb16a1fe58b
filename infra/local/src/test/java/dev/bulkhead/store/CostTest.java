package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.points;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.segments.SegmentCache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the calls of a training run to what they may cost in the units that AWS bills. */
final class CostTest {
  private final Meter meter = new Meter(TestTable.dynamo());
  private final TestTable table = new TestTable(meter);
  private final Random random = new Random(3);
  private ExperimentStore experiments;
  private RunStore runs;

  @BeforeEach
  void openStores() {
    TenantTable acme = table.open(TestTable.ACME, new SettableClock(NOW));
    experiments = new DynamoExperimentStore(acme);
    runs = new DynamoRunStore(acme, new TestSpill(), new SegmentCache(0));
    experiments.create(experiment("42", "churn"));
    meter.reset();
  }

  private RunInfo stockRun() {
    RunInfo run = run(CHURN, NOW);
    runs.create(
        run,
        List.of(
            new Tag("mlflow.user", "ada"),
            new Tag("mlflow.source.name", "/home/ada/projects/churn/train.py"),
            new Tag("mlflow.source.type", "LOCAL"),
            new Tag("mlflow.source.git.commit", "68347eb6b3c1e9f1d50b7cf1f2b1a2bbf09f7c3e"),
            new Tag("mlflow.runName", "bold-lark-7")));
    return run;
  }

  private void assertUnits(String what, long written, long read) {
    System.out.printf("%-44s %6d WRU %6d RRU%n", what, meter.writeUnits(), meter.readUnits());
    assertThat(meter.writeUnits()).as(what + " WRU").isLessThanOrEqualTo(written);
    assertThat(meter.readUnits()).as(what + " RRU").isLessThanOrEqualTo(read);
  }

  @Test
  void startingARun() {
    var _ = experiments.find(CHURN);
    var _ = stockRun();

    assertUnits("create a stock run", 1, 1);
  }

  @Test
  void loggingMetricsOneByOne() {
    logOneByOne(10, 2 * 1_000, 50);
    logOneByOne(500, 3 * 1_000, 1_000);
  }

  private void logOneByOne(int keys, long written, long read) {
    RunInfo run = stockRun();
    meter.reset();
    long most = 0;
    for (int i = 0; i < 1_000; i++) {
      long before = meter.writeUnits();
      String key = "validation/loss_%03d".formatted(i % keys);
      runs.log(
          run.id(), batch(Metric.of(key, random.nextFloat(), NOW.toEpochMilli() + i, i / keys)));
      most = Math.max(most, meter.writeUnits() - before);
    }
    assertUnits("1,000 x log-metric, %d keys (most %d)".formatted(keys, most), written, read);
    if (keys == 10) {
      assertThat(most).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void loggingBatches() {
    RunInfo run = stockRun();
    for (int call = 0; call < 10; call++) {
      int step = call;
      List<Metric> narrow =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      Metric.of(
                          "loss" + i % 10,
                          random.nextFloat(),
                          NOW.toEpochMilli() + i,
                          100L * step + i / 10))
              .toList();
      meter.reset();
      runs.log(run.id(), batch(narrow));
      assertUnits("log-batch 10 keys x 100, call " + call, 12, 1);
      meter.reset();
      runs.log(run.id(), batch(narrow));
      assertUnits("the same again", 12, 1);
    }
  }

  @Test
  void loggingWideBatches() {
    RunInfo run = stockRun();
    long all = 0;
    for (int call = 0; call < 10; call++) {
      int step = call;
      List<Metric> wide =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      Metric.of(
                          "layer/%04d/grad".formatted(i),
                          random.nextFloat(),
                          NOW.toEpochMilli(),
                          step))
              .toList();
      meter.reset();
      runs.log(run.id(), batch(wide));
      all += meter.writeUnits();
      assertUnits("log-batch 1,000 keys, call " + call, 40, 40);
    }
    assertThat(all / 10).isLessThanOrEqualTo(20);
  }

  @Test
  void loggingParamsAndTags() {
    RunInfo run = stockRun();
    meter.reset();

    runs.log(
        run.id(),
        new Batch(
            List.of(),
            IntStream.range(0, 100)
                .mapToObj(i -> new Param("param/%010d".formatted(i), text(32)))
                .toList(),
            IntStream.range(0, 100)
                .mapToObj(i -> new Tag("tag/%012d".formatted(i), text(32)))
                .toList()));

    assertUnits("log-batch 100 params, 100 tags", 14, 0);
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Runs with 10 metrics, 10 params and 8 tags each. */
  private List<RunId> createRuns(int count) {
    List<RunId> ids = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      RunInfo run = run(CHURN, NOW.plusMillis(r));
      List<Tag> tags =
          IntStream.range(0, 8).mapToObj(i -> new Tag("mlflow.tag." + i, text(24))).toList();
      runs.create(run, tags);
      runs.log(
          run.id(),
          new Batch(
              points(10, 10),
              IntStream.range(0, 10).mapToObj(i -> new Param("param" + i, text(8))).toList(),
              List.of()));
      ids.add(run.id());
    }
    return ids;
  }

  @Test
  void findingTheNewestHundred() {
    var _ = createRuns(400);
    var search =
        new RunSearch(
            List.of(CHURN),
            ViewType.ACTIVE_ONLY,
            RunQuery.parse(null, List.of()),
            Optional.empty());
    meter.reset();

    List<Run> found = new ArrayList<>();
    Iterator<Run> iterator = runs.search(search, 101);
    iterator.forEachRemaining(found::add);

    assertThat(found).hasSize(101);
    assertUnits("search the newest 100 of 400", 0, 90);
  }

  @Test
  void searchingWhatIsSealed() {
    var clock = new SettableClock(NOW);
    var environments = new Sealed(table, TestTable.ACME, new TestSpill(), clock);
    List<RunId> ids = createRuns(400);
    ids.forEach(this::end);
    clock.set(NOW.plusSeconds(600));
    meter.reset();
    assertThat(environments.sealAll(CHURN)).isEqualTo(400);
    assertUnits("seal 400 runs", 2 * 400 + 10, 120);
    RunStore warm = environments.store();
    RunSearch search =
        Sealed.search(CHURN, "params.param1 != 'a' and metrics.k0 > 0.1", "metrics.k1 DESC");
    var _ = Sealed.find(warm, search);

    meter.reset();
    assertThat(Sealed.find(warm, search)).isEmpty();
    assertUnits("search 400 sealed runs", 0, 11);

    meter.reset();
    assertThat(Sealed.find(warm, Sealed.search(CHURN, "", "metrics.k1 DESC"))).hasSize(400);
    assertUnits("find all 400 sealed runs", 0, 11);

    meter.reset();
    warm.log(ids.getFirst(), batch(new Tag("a", "1")));
    assertUnits("set a tag of a sealed run", 3, 2);
    meter.reset();
    warm.log(ids.getFirst(), batch(new Tag("a", "2")));
    assertUnits("set it again", 1, 0);
    meter.reset();
    warm.log(ids.getLast(), batch(Metric.of("k0", 9, NOW.toEpochMilli(), 99)));
    assertUnits("log a metric of a sealed run", 3, 1);
    meter.reset();
    var _ = Sealed.find(warm, search);
    assertUnits("search with two of 400 runs open", 0, 15);
  }

  private void end(RunId run) {
    var _ =
        runs.update(
            run, new Update(Optional.of(RunStatus.FINISHED), Optional.of(NOW), Optional.empty()));
  }

  @Test
  void startingARunThatBeganBefore() {
    var _ = experiments.find(CHURN);
    RunInfo run = run(CHURN, NOW.minusSeconds(3_600));
    meter.reset();

    runs.create(run, List.of(new Tag("mlflow.user", "ada")));

    assertUnits("create a run that began before", 2, 1);
  }

  @Test
  void readingARun() {
    RunInfo run = stockRun();
    runs.log(run.id(), batch(points(10, 10)));
    meter.reset();

    var _ = runs.get(run.id());

    assertUnits("get a run", 0, 3);
  }

  @Test
  void aFreshEnvironmentAsksForTheStageOfTheExperimentOnce() {
    RunInfo run = stockRun();
    RunStore fresh =
        new DynamoRunStore(
            new TenantTable(
                meter, table.name(), TestTable.ACME, new ExperimentStages(Clock.systemUTC())),
            new TestSpill(),
            new SegmentCache(0));
    meter.reset();

    fresh.log(run.id(), batch(new Tag("a", "1")));
    fresh.log(run.id(), batch(new Tag("a", "2")));

    assertUnits("set two tags", 2, 1);
  }
}

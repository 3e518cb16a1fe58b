package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.dynamodb.DynamoMetricLogs;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.segments.SegmentCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;

/** Folds that are killed at each of their writes, or overtaken by a writer. */
final class MetricFoldingKilledTest {
  /** What the metrics item names is not folded, nor what is too little besides. */
  private static final int FEW = 32 + 8;

  /** The object's name, the object, the directory, and some of the chunks. */
  private static final int WRITES = 6;

  private static TenantTable through(DynamoDbClient dynamo, FoldedRun run, Clock clock) {
    return run.table().through(dynamo).open(TestTable.ACME, clock);
  }

  private static MetricLogs dying(FoldedRun run, Fuse fuse) {
    return new DynamoMetricLogs(through(fuse, run, Clock.systemUTC()), fuse.spill(run.spill()));
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void losesAndRepeatsNothingWhereverItIsKilled(long seed) {
    var random = new Random(seed);
    var run = new FoldedRun();
    for (int write = 0; write < WRITES; write++) {
      for (boolean after : new boolean[] {false, true}) {
        while (run.items("C#").size() < 42) {
          run.logBatches(random, 8);
        }
        var fuse = new Fuse(write, after);

        assertThatThrownBy(() -> run.fold(dying(run, fuse))).isInstanceOf(Fuse.Killed.class);

        run.assertWhole(random);
        if (random.nextBoolean()) {
          run.fold();
          run.assertWhole(random);
        }
      }
    }
    run.fold();
    run.fold();
    run.assertWhole(random);
    assertThat(run.items("C#")).hasSizeLessThan(FEW);
    assertThat(run.spill().size()).isLessThanOrEqualTo(8);
  }

  /** As far as another can know, the one that died is still writing its object. */
  @Test
  void whatSomebodyFoldsIsLeftToThemForTwentyMinutes() {
    var run = new FoldedRun();
    run.logBatches(new Random(6), 60);
    int chunks = run.items("C#").size();
    var fuse = new Fuse(0, true);
    Instant start = Instant.now().plus(Duration.ofMinutes(2));
    assertThatThrownBy(() -> dying(run, fuse).fold(run.id(), start))
        .isInstanceOf(Fuse.Killed.class);

    assertThat(run.logs().fold(run.id(), start.plus(Duration.ofMinutes(19)))).isFalse();
    assertThat(run.items("C#")).hasSize(chunks);
    assertThat(run.spill().size()).isZero();

    run.logs().fold(run.id(), start.plus(Duration.ofMinutes(21)));
    assertThat(run.items("C#")).hasSizeLessThan(FEW);
    run.assertWhole(new Random(6));
  }

  /** The first attempt dies between its chunk and the item that names it for its latest points. */
  @Test
  void aChunkThatIsWrittenAnewWhileItIsFoldedStays() {
    var run = new FoldedRun();
    run.logBatches(new Random(4), 60);
    List<Metric> wide =
        IntStream.range(0, 300).mapToObj(i -> Metric.of("wide/" + i, i, 5, 7)).toList();
    var fuse = new Fuse(0, true);
    RunStore dying =
        new DynamoRunStore(
            through(fuse, run, Clock.systemUTC()), fuse.spill(run.spill()), new SegmentCache(0));
    assertThatThrownBy(() -> dying.log(run.id(), Samples.batch(wide)))
        .isInstanceOf(Fuse.Killed.class);
    Instant later = Instant.now().plus(Duration.ofMinutes(10));
    RunStore retrying =
        new DynamoRunStore(
            through(TestTable.dynamo(), run, Clock.fixed(later, ZoneOffset.UTC)),
            run.spill(),
            new SegmentCache(0));
    var overtaken = new Overtaken(() -> retrying.log(run.id(), Samples.batch(wide)));

    new DynamoMetricLogs(through(overtaken, run, Clock.systemUTC()), run.spill())
        .fold(run.id(), later);

    run.note(wide);
    assertThat(run.runs().get(run.id()).metrics()).containsKeys("wide/0", "wide/299");
    run.assertWhole(new Random(4));
  }

  /** Lets something else happen before its first deletion. */
  private static final class Overtaken extends Fuse {
    private final Runnable other;
    private boolean done;

    Overtaken(Runnable other) {
      super(Integer.MAX_VALUE, false);
      this.other = other;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
      synchronized (this) {
        if (!done) {
          done = true;
          other.run();
        }
      }
      return super.deleteItem(delete);
    }
  }
}

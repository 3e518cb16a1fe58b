package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reading metrics costs, before they are folded and after. */
final class MetricReadCostTest {
  /** The metrics item, the chunks that are left, the directory. */
  private static final long FOLDED = 3;

  private static final int BATCHES = 100;

  private final ReadMeter meter = new ReadMeter(TestTable.dynamo());
  private final FoldedRun run = new FoldedRun(meter);
  private final Random random = new Random(3);

  private void log(IntFunction<List<Metric>> batches) {
    for (int b = 0; b < BATCHES; b++) {
      run.runs().log(run.id(), batch(batches.apply(b)));
    }
  }

  private List<Metric> oneKey(int batch) {
    return IntStream.range(1_000 * batch, 1_000 * (batch + 1))
        .mapToObj(i -> Metric.of("loss", random.nextFloat(), 1_767_000_000_000L + 250L * i, i))
        .toList();
  }

  private List<Metric> thousandKeys(int step) {
    return IntStream.range(0, 1_000)
        .mapToObj(
            key ->
                Metric.of(
                    "layer/%04d/grad".formatted(key),
                    random.nextFloat(),
                    1_767_000_000_000L + 250L * step,
                    step))
        .toList();
  }

  private long pages(String key, int size, int points) {
    meter.reset();
    run.spill().resetReads();
    Optional<Metric> last = Optional.empty();
    int found = 0;
    List<Metric> page;
    do {
      page = run.runs().metricHistory(run.id(), key, last, size);
      found += page.size();
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (page.size() == size);
    assertThat(found).isEqualTo(points);
    return meter.readUnits();
  }

  private long chart(String key, int shown) {
    meter.reset();
    run.spill().resetReads();
    assertThat(
            run.runs().metricSamples(List.of(run.id()), key, MetricSample.ofAll(320)).get(run.id()))
        .hasSize(shown);
    return meter.readUnits();
  }

  @Test
  void oneMetricOfManyPoints() {
    log(this::oneKey);
    long all = pages("loss", 1_000 * BATCHES + 1, 1_000 * BATCHES);
    assertThat(all).isLessThanOrEqualTo(11 * BATCHES / 10);
    // In one call; a page reads in several, each of which is rounded up.
    assertThat(chart("loss", 320)).isBetween(all - 2, all);
    assertThat(pages("loss", 25_000, 1_000 * BATCHES)).isLessThanOrEqualTo(11 * BATCHES / 10);

    run.fold();

    int pages = 1_000 * BATCHES / 25_000 + 1;
    assertThat(pages("loss", 25_000, 1_000 * BATCHES)).isEqualTo(pages * FOLDED);
    // Of each page no more than its part, and the index once.
    assertThat(run.spill().bytesRead()).isBetween(330_000L, 400_000L);
    assertThat(chart("loss", 320)).isEqualTo(FOLDED);
    assertThat(run.spill().reads()).isEqualTo(1);
    assertThat(chart("loss", 320)).isEqualTo(FOLDED);
    assertThat(run.spill().reads()).isZero();
  }

  @Test
  void oneMetricAmongAThousand() {
    log(this::thousandKeys);
    assertThat(chart("layer/0007/grad", BATCHES)).isGreaterThan(BATCHES / 2);

    run.fold();

    // The metrics item has names of chunks that are not folded: eight at the most.
    assertThat(chart("layer/0007/grad", BATCHES)).isBetween(FOLDED, FOLDED + 8);
    assertThat(run.spill().bytesRead()).isLessThan(25_000);
  }
}

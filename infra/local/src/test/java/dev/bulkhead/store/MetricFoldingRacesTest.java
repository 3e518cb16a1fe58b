package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers that repeat themselves, two who fold and a reader, all at once. */
final class MetricFoldingRacesTest {
  private static final int WRITERS = 3;
  private static final int BATCHES = 60;

  private final FoldedRun run = new FoldedRun();
  private final List<Metric> answered = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger writing = new AtomicInteger(WRITERS);

  @Test
  void readersSeeWhatWasAnsweredOnceAndInOrder() throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    IntStream.range(0, WRITERS).forEach(writer -> tasks.add(() -> write(writer)));
    tasks.add(this::fold);
    tasks.add(this::fold);
    tasks.add(this::read);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    }

    run.note(answered);
    run.assertWhole(new Random(1));
    run.fold();
    run.assertWhole(new Random(2));
    assertThat(run.runs().get(run.id()).metrics().get("m").step()).isEqualTo(BATCHES - 1);
  }

  private Void write(int writer) {
    try {
      for (int b = 0; b < BATCHES; b++) {
        int batch = b;
        List<Metric> points =
            IntStream.range(0, 30)
                .mapToObj(i -> Metric.of("m", writer + i / 64.0, 100L * batch + i, batch))
                .toList();
        run.runs().log(run.id(), Samples.batch(points));
        answered.addAll(points);
        if (b % 3 == 0) {
          run.runs().log(run.id(), Samples.batch(points));
        }
      }
    } finally {
      writing.decrementAndGet();
    }
    return null;
  }

  private Void fold() {
    while (writing.get() > 0) {
      run.logs().fold(run.id(), Instant.now().plus(Duration.ofMinutes(10)));
    }
    return null;
  }

  private Void read() {
    while (writing.get() > 0) {
      List<Metric> expected = List.copyOf(answered);
      List<Metric> found = history(run.runs(), run.id(), "m");
      assertThat(found).doesNotHaveDuplicates().isSortedAccordingTo(Metric.HISTORY_ORDER);
      assertThat(found).containsAll(expected);
    }
    return null;
  }
}

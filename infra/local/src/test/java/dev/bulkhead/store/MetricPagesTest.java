package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages of histories that are read from chunks by time: together they are the whole. */
final class MetricPagesTest {
  private final FoldedRun run = new FoldedRun();

  private static List<Metric> points(long start, long stride) {
    return IntStream.range(0, 30)
        .mapToObj(i -> Metric.of("m", i / 8.0, start + stride * i, i))
        .toList();
  }

  /** From all at one moment to all of time, and before 1970. */
  private static long stride(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> 3;
      case 2 -> 1_000;
      case 3 -> 500_000_000_000L;
      default -> random.nextInt(100);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areTheWholeOverHoweverMuchTimeBatchesGo(long seed) {
    var random = new Random(seed);
    for (int batch = 0; batch < 12; batch++) {
      long start = random.nextInt(4) == 0 ? -40L * random.nextInt(50) : 100L * random.nextInt(50);
      run.log(points(start, seed % 2 == 0 ? random.nextInt(5) : stride(random)));
      run.assertWhole(random);
    }
  }

  /** Its latest point is in the metrics item already, so that there is nothing to append. */
  @Test
  void haveAWideBatchThatEndsAsANarrowOneDid() {
    List<Metric> narrow = points(1_000, 1);
    run.log(narrow);
    for (int batch = 1; batch < 12; batch++) {
      run.log(points(1_000L - 100L * batch, 1));
    }
    List<Metric> wide =
        IntStream.range(0, 30)
            .mapToObj(i -> Metric.of("m", 7, i == 29 ? 900 : 10 + 20L * i, i - 100))
            .toList();
    run.log(Stream.concat(wide.stream(), Stream.of(narrow.getLast())).toList());

    for (int seed = 0; seed < 20; seed++) {
      run.assertWhole(new Random(seed));
    }
  }

  /** Chunks were named by their content alone once, and nobody noted over how much time they go. */
  @Test
  void haveWhatWasLoggedBeforeChunksWereInOrder() {
    for (int batch = 0; batch < 40; batch++) {
      run.log(points(100L * batch, 40));
    }
    makeOld();
    run.assertWhole(new Random(1));

    run.log(points(200, 1));
    run.assertWhole(new Random(2));
    run.fold();
    run.assertWhole(new Random(3));
    assertThat(run.items("C#")).as("all are folded but what is too fresh").hasSizeLessThan(10);
  }

  private void makeOld() {
    for (Map<String, AttributeValue> item :
        TestTable.dynamo().scan(scan -> scan.tableName(run.table().name())).items()) {
      String name = item.get("sk").s();
      if (!name.startsWith("C#") && !item.containsKey("w")) {
        continue;
      }
      var old = new HashMap<>(item);
      old.remove("w");
      if (name.startsWith("C#")) {
        TestTable.dynamo()
            .deleteItem(
                delete ->
                    delete
                        .tableName(run.table().name())
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
        old.put("sk", AttributeValue.fromS("C#" + name.substring("C#".length() + 8)));
      }
      TestTable.dynamo().putItem(put -> put.tableName(run.table().name()).item(old));
    }
  }
}

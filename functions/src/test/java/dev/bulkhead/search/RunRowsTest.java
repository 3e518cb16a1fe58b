package dev.bulkhead.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.segments.Segment;
import dev.bulkhead.store.segments.SegmentFormat;
import dev.bulkhead.store.segments.SegmentId;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That runs in columns are found and sorted as runs are. */
final class RunRowsTest {
  private static final SegmentId ID =
      new SegmentId(new TenantId("acme"), ExperimentId.DEFAULT, "a");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRowIsFoundWhereTheRunIs(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    Segment segment = segment(generator.runs(60));
    for (int i = 0; i < 50; i++) {
      RunQuery query = RunQuery.parse(generator.filter().toString(), generator.orderBy());
      RunRows rows = query.over(segment);

      assertThat(IntStream.range(0, 60).filter(rows::matches).mapToObj(segment::run).toList())
          .as("seed %d: %s", seed, query)
          .isEqualTo(IntStream.range(0, 60).mapToObj(segment::run).filter(query::matches).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRowStandsWhereTheRunDoes(long seed) {
    SearchGenerator generator = new SearchGenerator(seed);
    Segment segment = segment(generator.runs(40));
    RunQuery query = RunQuery.parse(null, generator.orderBy());
    RunRows rows = query.over(segment);

    for (int row = 0; row < 40; row++) {
      Run run = segment.run(row);
      assertThat(rows.position(row).compareTo(query.position(run))).as("seed %d", seed).isZero();
      for (int other = 0; other < 40; other++) {
        assertThat(Integer.signum(rows.compare(other, query.position(run))))
            .as("seed %d: %d and %d", seed, other, row)
            .isEqualTo(Integer.signum(query.order().compare(segment.run(other), run)))
            .isEqualTo(Integer.signum(rows.position(other).compareTo(query.position(run))));
      }
    }
  }

  @Test
  void everySearchThatMlflowWasAskedFindsTheSameInColumns() {
    Segment segment = segment(Fixtures.RUNS);
    int found = 0;
    for (SearchCase searchCase : SearchCase.all()) {
      if (searchCase.json().get("of").equals("runs")
          && searchCase.answer() instanceof SearchCase.Found(List<Long> places)) {
        RunQuery query =
            RunQuery.parse(
                (String) searchCase.json().get("filter"), Json.list(searchCase.json(), "order_by"));
        RunRows rows = query.over(segment);

        assertThat(
                IntStream.range(0, segment.rows())
                    .filter(rows::matches)
                    .boxed()
                    .sorted((left, right) -> rows.compare(left, rows.position(right)))
                    .map(row -> place(segment.runId(row))))
            .as(searchCase.toString())
            .isEqualTo(places);
        found += places.size();
      }
    }
    assertThat(found).isPositive();
  }

  private static long place(RunId id) {
    return Fixtures.RUNS.stream().map(run -> run.info().id()).toList().indexOf(id);
  }

  private static Segment segment(List<Run> runs) {
    return SegmentFormat.decode(ID, SegmentFormat.encode(ID, runs));
  }
}

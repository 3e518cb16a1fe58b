package dev.bulkhead.store.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.tenancy.TenantId;
import org.junit.jupiter.api.Test;

final class SegmentCacheTest {
  private static final long SIZE = segment(id("acme", 0, 0)).byteSize();

  private static SegmentId id(String tenant, int experiment, int number) {
    return new SegmentId(new TenantId(tenant), ExperimentId.of(experiment), "segment" + number);
  }

  /** Segments of the same runs, and so of one size. */
  private static Segment segment(SegmentId id) {
    return SegmentFormat.decode(id, SegmentFormat.encode(id, new AnyRuns(5).list(30)));
  }

  private static SegmentCache cacheOf(int segments) {
    return new SegmentCache(segments * SIZE);
  }

  private static void keep(SegmentCache cache, SegmentId... ids) {
    for (SegmentId id : ids) {
      cache.keep(id, segment(id));
    }
  }

  @Test
  void anotherTenantsSegmentUnderTheSameNameIsRefused() {
    SegmentCache cache = cacheOf(9);

    cache.keep(id("acme", 1, 1), segment(id("acme2", 1, 1)));

    assertThatThrownBy(() -> cache.find(id("acme", 1, 1))).isInstanceOf(CorruptSegment.class);
  }

  @Test
  void tenantsHaveTheirOwnSegmentsUnderTheSameName() {
    SegmentCache cache = cacheOf(9);

    keep(cache, id("acme", 1, 1), id("acme2", 1, 1));

    assertThat(cache.find(id("acme", 1, 1)).orElseThrow().id().tenant().value()).isEqualTo("acme");
    assertThat(cache.find(id("acme2", 1, 1)).orElseThrow().id().tenant().value())
        .isEqualTo("acme2");
  }

  @Test
  void forgetsTheExperimentThatWasSearchedLongestAgo() {
    SegmentCache cache = cacheOf(2);
    keep(cache, id("acme", 1, 1), id("acme", 2, 1));
    assertThat(cache.find(id("acme", 1, 1))).isPresent();

    keep(cache, id("acme", 3, 1));

    assertThat(cache.find(id("acme", 1, 1))).isPresent();
    assertThat(cache.find(id("acme", 2, 1))).isEmpty();
    assertThat(cache.find(id("acme", 3, 1))).isPresent();
    assertThat(cache.bytes()).isEqualTo(2 * SIZE);
  }

  @Test
  void aLargeTenantPushesOutNoneButItself() {
    SegmentCache cache = cacheOf(5);
    keep(cache, id("small", 1, 1));

    for (int experiment = 1; experiment < 9; experiment++) {
      keep(cache, id("large", experiment, 1), id("large", experiment, 2));
    }

    assertThat(cache.find(id("small", 1, 1))).isPresent();
    assertThat(cache.find(id("large", 8, 2))).isPresent();
    assertThat(cache.bytes()).isLessThanOrEqualTo(5 * SIZE);
  }

  @Test
  void aSmallTenantHasRoomMadeByTheLargest() {
    SegmentCache cache = cacheOf(4);
    for (int experiment = 1; experiment < 5; experiment++) {
      keep(cache, id("large", experiment, 1));
    }

    keep(cache, id("small", 1, 1));

    assertThat(cache.find(id("small", 1, 1))).isPresent();
    assertThat(cache.find(id("large", 1, 1))).isEmpty();
  }

  @Test
  void ofAnExperimentThatIsTooLargeTheFirstSegmentsStay() {
    SegmentCache cache = cacheOf(3);

    for (int number = 0; number < 9; number++) {
      keep(cache, id("acme", 1, number));
    }

    assertThat(cache.find(id("acme", 1, 0))).isPresent();
    assertThat(cache.find(id("acme", 1, 8))).isEmpty();
    assertThat(cache.bytes()).isEqualTo(3 * SIZE);
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.metriclog.Bounds;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.SegmentBlock;

/** Some of a metric's points that share no step and timestamp with any others. */
sealed interface Stretch {
  /** How many points it has. */
  int count();

  /** Points that were read, sorted by steps. */
  record Known(MetricSeries points) implements Stretch {
    @Override
    public int count() {
      return points.size();
    }
  }

  /** A block of which nothing was read but what the index says. */
  record Unread(SegmentFile file, SegmentBlock block) implements Stretch {
    @Override
    public int count() {
      return block.count();
    }

    Bounds steps() {
      return block.steps();
    }
  }
}

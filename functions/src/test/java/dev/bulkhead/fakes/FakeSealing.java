package dev.bulkhead.fakes;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.RunSealing;
import java.util.HashMap;
import java.util.Map;

/** Counts down the runs that are said to be due, 4,000 at a time. */
public final class FakeSealing implements RunSealing {
  private static final int LIMIT = 4_000;

  private final Map<ExperimentId, Integer> due = new HashMap<>();

  /** Says how many runs of an experiment are due. */
  public FakeSealing due(String experiment, int runs) {
    due.put(new ExperimentId(experiment), runs);
    return this;
  }

  @Override
  public Sealed seal(ExperimentId experiment) {
    int runs = Math.min(LIMIT, due(experiment));
    due.merge(experiment, -runs, Integer::sum);
    return new Sealed(runs, due(experiment) > 0);
  }

  @Override
  public int due(ExperimentId experiment) {
    return due.getOrDefault(experiment, 0);
  }
}

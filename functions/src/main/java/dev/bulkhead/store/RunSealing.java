package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;

/**
 * Moves what a search must know of runs that nobody writes to into segments, from which it is told
 * without reading an item. What a search finds is the same before, meanwhile and after.
 */
public interface RunSealing {

  /**
   * Seals the runs of an experiment that are due, some thousands at the most. Safe to repeat, to be
   * killed at any point, and to be done twice at once.
   */
  Sealed seal(ExperimentId experiment);

  /** How many of the experiment's runs are due, as far as one call of {@link #seal} would go. */
  int due(ExperimentId experiment);

  /**
   * What became of it.
   *
   * @param runs how many were sealed
   * @param more whether others are due
   */
  record Sealed(int runs, boolean more) {}
}

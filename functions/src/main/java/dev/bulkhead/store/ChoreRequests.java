package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;

/**
 * Where a search asks that what it had to read piece by piece be packed, so that the next one need
 * not. Asking returns soon and never fails, and nothing depends on it: what is not heard is done
 * within the hour.
 */
public interface ChoreRequests {
  /** Nobody hears. */
  ChoreRequests NONE =
      new ChoreRequests() {
        @Override
        public void seal(ExperimentId experiment) {}

        @Override
        public void fold(RunId run) {}
      };

  /** Asks that an experiment's runs be sealed. */
  void seal(ExperimentId experiment);

  /** Asks that a run's metrics be folded. */
  void fold(RunId run);
}

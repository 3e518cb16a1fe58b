package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;

/**
 * Where a search asks that an experiment's runs be sealed, so that the next search need not read
 * them one by one. Nothing depends on it: what is not heard is sealed within the hour.
 */
@FunctionalInterface
public interface SealRequests {
  /** Nobody hears. */
  SealRequests NONE = _ -> {};

  /** Asks; returns soon, and never fails. */
  void ask(ExperimentId experiment);
}

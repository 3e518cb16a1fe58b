package dev.bulkhead.store.dynamodb;

import java.util.List;
import java.util.Optional;

/** What became of a conditional write. */
sealed interface Outcome {

  /** It was made. */
  record Done(Item now) implements Outcome {}

  /** Its conditions did not hold for what was there. */
  record Refused(Optional<Item> found) implements Outcome {}

  /** What became of writes that happen together or not at all. */
  sealed interface OfAll {

    /** They were made. */
    record Done() implements OfAll {}

    /**
     * Some conditions did not hold.
     *
     * @param reasons in the order of the writes; empty for those whose conditions did hold
     */
    record Refused(List<Optional<Outcome.Refused>> reasons) implements OfAll {
      boolean at(int index) {
        return reasons.get(index).isPresent();
      }
    }
  }
}

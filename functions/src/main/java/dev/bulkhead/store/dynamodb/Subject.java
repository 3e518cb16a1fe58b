package dev.bulkhead.store.dynamodb;

import java.util.Optional;

/** What is written to: a run or a logged model, and in which words a write is refused. */
interface Subject {

  /** Where it lies. */
  Place place();

  /**
   * Lets a write go on.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no core item
   * @throws dev.bulkhead.domain.TrackingException if it is not active
   */
  void requireWritable(Optional<Item> core);

  /** That there is no tag to delete. */
  RuntimeException noSuchTag(String key);
}

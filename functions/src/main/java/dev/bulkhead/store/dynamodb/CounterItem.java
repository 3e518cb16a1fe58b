package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.Usage;
import java.util.Optional;

/**
 * A part of a counter as an item. By itself it means nothing, and may be below zero: a file may be
 * added to one part and taken from another.
 */
final class CounterItem {
  static final String BYTES = "b";
  private static final String FILES = "n";
  private static final String QUARANTINED_BYTES = "qb";
  private static final String QUARANTINED_FILES = "qn";

  /**
   * Of a tenant's part: the quota that it and all others were last levelled under, and within which
   * they are. All parts bear the same mark, or none does.
   */
  static final String LEVELLED = "l";

  private CounterItem() {}

  static ItemUpdate count(Key key, Usage difference) {
    var update = new ItemUpdate(key);
    count(update, BYTES, difference.bytes());
    return countOthers(update, difference);
  }

  /** Counts in a tenant's part without heed of a quota, if none is marked on the parts. */
  static ItemUpdate countFreely(Key key, Usage difference) {
    ItemUpdate update = count(key, difference);
    return difference.bytes() > 0 ? update.whenAbsent(LEVELLED) : update;
  }

  /**
   * Counts in a tenant's part, which may then hold an even share of the quota at most: while no
   * part holds more, all of them together are within it.
   */
  static ItemUpdate countWithin(Key key, Usage difference, StorageQuota quota) {
    ItemUpdate update = count(key, difference);
    return difference.bytes() > 0
        ? update
            .when(LEVELLED, Values.of(quota.bytes()))
            .whenAtMost(BYTES, quota.bytes() / Keys.SHARDS - difference.bytes())
        : update;
  }

  /**
   * Sets the bytes of a tenant's part, if they are what they were, and counts all else.
   *
   * @param mark the quota that all parts are within; empty if there is none such
   */
  static ItemUpdate level(
      Key key, Optional<Item> before, long bytes, Usage others, Optional<StorageQuota> mark) {
    ItemUpdate update = new ItemUpdate(key).set(BYTES, Values.of(bytes));
    mark.ifPresentOrElse(
        quota -> update.set(LEVELLED, Values.of(quota.bytes())), () -> update.remove(LEVELLED));
    countOthers(update, others);
    return before.filter(item -> item.has(BYTES)).isPresent()
        ? update.when(BYTES, Values.of(before.get().number(BYTES)))
        : update.whenAbsent(BYTES);
  }

  private static ItemUpdate countOthers(ItemUpdate update, Usage difference) {
    count(update, FILES, difference.files());
    count(update, QUARANTINED_BYTES, difference.quarantinedBytes());
    count(update, QUARANTINED_FILES, difference.quarantinedFiles());
    return update;
  }

  private static void count(ItemUpdate update, String name, long difference) {
    if (difference != 0) {
      update.count(name, difference);
    }
  }

  static Usage decode(Item item) {
    return new Usage(
        number(item, BYTES),
        number(item, FILES),
        number(item, QUARANTINED_BYTES),
        number(item, QUARANTINED_FILES));
  }

  private static long number(Item item, String name) {
    return item.has(name) ? item.number(name) : 0;
  }
}

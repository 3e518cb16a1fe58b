package dev.bulkhead.store.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * That a run may be told from a segment: an attribute of its core item and of its metrics, another
 * value each time it is sealed. A write to either item insists on the seal that its writer has
 * seen, and breaks it; having seen one, the writer first notes that the run is open ({@link
 * OpenNotes}), whereupon searches read its items again. docs/search.md has the argument.
 */
final class Seal {
  private static final String ATTRIBUTE = "seal";

  private Seal() {}

  /** The seal of a core item or of metrics. */
  static Optional<String> of(Item item) {
    return item.optionalText(ATTRIBUTE);
  }

  /** The item as if it had never been sealed. */
  static Map<String, AttributeValue> without(Item item) {
    Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
    attributes.remove(ATTRIBUTE);
    return attributes;
  }

  /** Lets the write happen only under this seal, or none, and breaks it. */
  static ItemUpdate breaking(ItemUpdate update, Optional<String> seen) {
    under(update, seen);
    return seen.isPresent() ? update.remove(ATTRIBUTE) : update;
  }

  /** Lets the write happen only under this seal, or none. */
  static ItemUpdate under(ItemUpdate update, Optional<String> seen) {
    return seen.map(seal -> update.when(ATTRIBUTE, Values.of(seal)))
        .orElseGet(() -> update.whenAbsent(ATTRIBUTE));
  }

  /** Seals an item if it is there, whatever seal it had. */
  static ItemUpdate set(Key key, String seal) {
    return CoreItem.ifThere(key).set(ATTRIBUTE, Values.of(seal));
  }
}

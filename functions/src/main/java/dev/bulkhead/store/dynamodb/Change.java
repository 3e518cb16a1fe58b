package dev.bulkhead.store.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one call changes in a core item.
 *
 * @param entries of each kind and key the last one
 * @param attributes of the item, set to these values
 * @param refusal what to throw when params have other values already
 */
record Change(
    List<Entry> entries,
    Map<String, AttributeValue> attributes,
    Function<List<ParamConflict>, RuntimeException> refusal) {
  /** How many entries an expression has room for: 4 KB and 300 operators. */
  private static final int MAX_ENTRIES = 200;

  private static final int MAX_CONDITIONS = 100;

  /** Longer names than these are not for expressions. */
  private static final int MAX_NAME_BYTES = 255;

  Change {
    Map<Entry.Id, Entry> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(entry.id(), entry));
    entries = List.copyOf(last.values());
    attributes = Map.copyOf(attributes);
  }

  /** A change in which no param has part. */
  static Change of(List<Entry> entries) {
    return of(entries, Map.of());
  }

  static Change of(List<Entry> entries, Map<String, AttributeValue> attributes) {
    return new Change(
        entries,
        attributes,
        conflicts -> new IllegalStateException("Params " + conflicts + " in a change of none"));
  }

  /** The same with these entries instead. */
  Change with(List<Entry> others) {
    return new Change(others, attributes, refusal);
  }

  long size() {
    return Entries.size(entries);
  }

  /** Whether it can be told to DynamoDB in one expression. */
  boolean fitsExpression() {
    return entries.size() <= MAX_ENTRIES
        && size() <= CoreItem.MAX_ENTRY_BYTES
        && entries.stream().filter(Change::isConditional).count() <= MAX_CONDITIONS
        && entries.stream().allMatch(entry -> Entry.bytes(entry.key()) <= MAX_NAME_BYTES);
  }

  private static boolean isConditional(Entry entry) {
    return switch (entry.kind()) {
      case PARAM, DATASET -> true;
      case TAG, DATASET_TAG -> entry.value().isEmpty();
      case MODEL_INPUT, MODEL_OUTPUT -> false;
    };
  }

  /** The change as one update, made only if nothing stands against any entry. */
  ItemUpdate toUpdate(Key core) {
    ItemUpdate update = CoreItem.update(core);
    attributes.forEach(update::set);
    if (!entries.isEmpty()) {
      CoreItem.ifRoomFor(update, size());
      entries.forEach(entry -> add(update, entry));
    }
    return update;
  }

  private static void add(ItemUpdate update, Entry entry) {
    String map = entry.kind().attribute();
    if (entry.value().isEmpty()) {
      update.whenPresentIn(map, entry.key()).removeIn(map, entry.key());
      return;
    }
    String value = entry.value().get();
    switch (entry.kind()) {
      case PARAM, DATASET -> update.whenAbsentIn(map, entry.key()).setIn(map, entry.key(), value);
      case TAG, DATASET_TAG -> update.setIn(map, entry.key(), value);
      case MODEL_INPUT, MODEL_OUTPUT -> update.setInIfAbsent(map, entry.key(), value);
    }
  }
}

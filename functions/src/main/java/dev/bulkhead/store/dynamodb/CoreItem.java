package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the core items of runs and logged models have in common: the stage, a version that every
 * write moves on, and the entries, or the names of the pages that these were spilled to.
 */
final class CoreItem {
  /** An update is billed on the whole item: more than this many bytes of entries spill. */
  static final long MAX_ENTRY_BYTES = 32 * 1024;

  private static final String STAGE = "g";
  private static final String DELETED_AT = "gd";
  private static final String VERSION = "v";
  private static final String ENTRY_BYTES = "b";
  private static final String PAGES = "x";

  private CoreItem() {}

  /** The common part of a new, active item whose entries do not spill. */
  static Map<String, AttributeValue> encode(List<Entry> entries) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(STAGE, Values.of(LifecycleStage.ACTIVE.word()));
    attributes.put(VERSION, Values.of(0));
    attributes.put(ENTRY_BYTES, Values.of(Entries.size(entries)));
    Entries all = Entries.of(entries);
    for (Kind kind : Kind.values()) {
      attributes.put(kind.attribute(), Values.of(all.of(kind)));
    }
    return attributes;
  }

  static LifecycleStage stage(Item core) {
    return LifecycleStage.of(core.text(STAGE));
  }

  static boolean isActive(Item core) {
    return stage(core) == LifecycleStage.ACTIVE;
  }

  static long version(Item core) {
    return core.number(VERSION);
  }

  /** The names of the pages with the entries, oldest first; none if they have not spilled. */
  static List<String> pages(Item core) {
    return core.texts(PAGES);
  }

  /** The entries that are in the item itself. */
  static Entries entries(Item core) {
    var entries = new Entries();
    for (Kind kind : Kind.values()) {
      core.putTexts(kind.attribute(), entries.of(kind));
    }
    return entries;
  }

  /** A change to an item that is active. */
  static ItemUpdate update(Key key) {
    return ifActive(key).add(VERSION, 1);
  }

  static ItemUpdate ifActive(Key key) {
    return new ItemUpdate(key).when(STAGE, Values.of(LifecycleStage.ACTIVE.word()));
  }

  /** A change to an item in whatever stage, or to its metrics. */
  static ItemUpdate ifThere(Key key) {
    return new ItemUpdate(key).whenPresent(STAGE);
  }

  static ItemUpdate ifStillAt(ItemUpdate update, long version) {
    return update.when(VERSION, Values.of(version));
  }

  /** Lets the change happen only while that many more bytes of entries do not spill. */
  static ItemUpdate ifRoomFor(ItemUpdate update, long bytes) {
    return update
        .whenAbsent(PAGES)
        .whenAtMost(ENTRY_BYTES, MAX_ENTRY_BYTES - bytes)
        .add(ENTRY_BYTES, bytes);
  }

  /** Replaces the entries of these kinds. */
  static ItemUpdate replace(ItemUpdate update, Entries entries, Iterable<Kind> kinds) {
    for (Kind kind : kinds) {
      update.set(kind.attribute(), Values.of(entries.of(kind)));
    }
    return update.set(ENTRY_BYTES, Values.of(Entries.size(entries.toList())));
  }

  /** From now on the entries are in these pages. */
  static ItemUpdate spill(ItemUpdate update, List<String> pages) {
    for (Kind kind : Kind.values()) {
      update.set(kind.attribute(), Values.of(Map.of()));
    }
    return update.set(PAGES, Values.ofTexts(pages));
  }

  /** Moves the item, wherever it is. */
  static ItemUpdate move(Key key, LifecycleStage from, LifecycleStage to, Instant now) {
    ItemUpdate update =
        new ItemUpdate(key)
            .when(STAGE, Values.of(from.word()))
            .set(STAGE, Values.of(to.word()))
            .add(VERSION, 1);
    return switch (to) {
      case DELETED -> update.set(DELETED_AT, Values.of(now));
      case ACTIVE -> update.remove(DELETED_AT);
    };
  }

  /** Moves an active item to the deleted ones. */
  static ItemUpdate delete(Key key, Instant now) {
    return move(key, LifecycleStage.ACTIVE, LifecycleStage.DELETED, now);
  }

  /** Insists that the item was deleted then and has not been restored. */
  static ItemUpdate ifDeletedAt(Key key, Instant then) {
    return new ItemUpdate(key)
        .when(STAGE, Values.of(LifecycleStage.DELETED.word()))
        .when(DELETED_AT, Values.of(then));
  }

  /** Since when the item is deleted, if it is. */
  static Optional<Instant> deletedAt(Item core) {
    return core.optionalInstant(DELETED_AT);
  }
}

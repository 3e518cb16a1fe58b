package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is noted on a run or logged model. */
final class Entries {
  private final Map<Kind, Map<String, String>> byKind = new EnumMap<>(Kind.class);

  Entries() {
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new LinkedHashMap<>());
    }
  }

  static Entries of(List<Entry> entries) {
    var all = new Entries();
    all.applyAll(entries);
    return all;
  }

  /** Entries of one kind by their keys. */
  Map<String, String> of(Kind kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  Optional<String> find(Kind kind, String key) {
    return Optional.ofNullable(of(kind).get(key));
  }

  /** Notes these in turn: the last one of a key counts. */
  void applyAll(List<Entry> entries) {
    for (Entry entry : entries) {
      entry
          .value()
          .ifPresentOrElse(
              value -> of(entry.kind()).put(entry.key(), value),
              () -> of(entry.kind()).remove(entry.key()));
    }
  }

  List<Entry> toList() {
    List<Entry> entries = new ArrayList<>();
    byKind.forEach(
        (kind, map) -> map.forEach((key, value) -> entries.add(Entry.of(kind, key, value))));
    return entries;
  }

  static long size(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::size).sum();
  }
}

package dev.bulkhead.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a template, with its functions worked out as they are read, and where it stands. */
final class Section {
  private final Intrinsics intrinsics;
  private final String place;
  private final Object value;

  Section(Intrinsics intrinsics, String place, Object value) {
    this.intrinsics = intrinsics;
    this.place = place;
    this.value = value;
  }

  /** What stands under a key. */
  Section get(String key) {
    return find(key).orElseThrow(() -> new InvalidTemplate(place + " has no " + key + "."));
  }

  /** What stands under a key, if it is there. */
  Optional<Section> find(String key) {
    return Optional.ofNullable(map().get(key)).map(v -> at(place + "." + key, v));
  }

  boolean has(String key) {
    return map().containsKey(key);
  }

  /** A list's members; anything else is a list of one, as CloudFormation has it. */
  List<Section> items() {
    return intrinsics.resolve(value) instanceof List<?> list
        ? list.stream().map(v -> at(place, v)).toList()
        : List.of(this);
  }

  Map<String, Section> entries() {
    var entries = new LinkedHashMap<String, Section>();
    map().forEach((key, v) -> entries.put(key.toString(), at(place + "." + key, v)));
    return entries;
  }

  String text() {
    Object resolved = intrinsics.resolve(value);
    if (resolved instanceof Map || resolved instanceof List) {
      throw new InvalidTemplate(place + " must be text or a number.");
    }
    return resolved.toString();
  }

  List<String> texts() {
    return items().stream().map(Section::text).toList();
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException _) {
      throw new InvalidTemplate(place + " must be a whole number, not " + text() + ".");
    }
  }

  /** The whole of it, such as a policy. */
  Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    map().forEach((key, v) -> document.put(key.toString(), intrinsics.resolve(v)));
    return document;
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidTemplate(place + " must be a mapping.");
  }

  private Section at(String where, Object what) {
    return new Section(intrinsics, where, what);
  }

  @Override
  public String toString() {
    return place;
  }
}

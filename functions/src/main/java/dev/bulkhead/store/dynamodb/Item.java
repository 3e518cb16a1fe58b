package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.NewerFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's attributes, read by type; one that must be there and is not is a bug. */
record Item(Map<String, AttributeValue> attributes) {

  /** In what format an item is; the first is not written down, as no item had any then. */
  private static final String FORMAT = "fv";

  private static final int NEWEST = 1;

  /** Refuses what a newer release wrote in a format of its own. */
  Item {
    AttributeValue format = attributes.get(FORMAT);
    if (format != null && !String.valueOf(NEWEST).equals(format.n())) {
      throw new NewerFormat("An item", String.valueOf(format.n()), NEWEST);
    }
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  String text(String name) {
    return required(name).s();
  }

  Optional<String> optionalText(String name) {
    return optional(name).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(required(name).n());
  }

  Instant instant(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return optional(name).map(value -> Instant.ofEpochMilli(Long.parseLong(value.n())));
  }

  Optional<byte[]> optionalBytes(String name) {
    return optional(name).map(value -> value.b().asByteArrayUnsafe());
  }

  /** A list of binaries; none if the attribute is not there. */
  List<byte[]> binaries(String name) {
    return list(name).stream().map(value -> value.b().asByteArrayUnsafe()).toList();
  }

  /** A list of strings; none if the attribute is not there. */
  List<String> texts(String name) {
    return list(name).stream().map(AttributeValue::s).toList();
  }

  /** A list of anything; none if the attribute is not there. */
  List<AttributeValue> list(String name) {
    return optional(name).map(AttributeValue::l).orElse(List.of());
  }

  /** A set of numbers; none if the attribute is not there. */
  List<Long> numbers(String name) {
    return optional(name)
        .map(set -> set.ns().stream().map(Long::valueOf).toList())
        .orElse(List.of());
  }

  /** A map of strings; empty if the attribute is not there. */
  Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    putTexts(name, texts);
    return texts;
  }

  /** Puts what a map of strings has into another; nothing if the attribute is not there. */
  void putTexts(String name, Map<String, String> into) {
    AttributeValue map = attributes.get(name);
    if (map != null) {
      map.m().forEach((key, value) -> into.put(key, value.s()));
    }
  }

  private Optional<AttributeValue> optional(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private AttributeValue required(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("An item has no attribute " + name);
    }
    return value;
  }
}

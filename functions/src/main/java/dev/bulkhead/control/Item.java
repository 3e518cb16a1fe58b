package dev.bulkhead.control;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.bulkhead.domain.NewerFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of one item, read and written by type. */
record Item(Map<String, AttributeValue> attributes) {

  /** In what format an item is; the first is not written down, as in the tracking table. */
  private static final String FORMAT = "fv";

  private static final int NEWEST = 1;

  /** Refuses what a newer release wrote in a format of its own. */
  Item {
    AttributeValue format = attributes.get(FORMAT);
    if (format != null && !String.valueOf(NEWEST).equals(format.n())) {
      throw new NewerFormat("An item of the control table", String.valueOf(format.n()), NEWEST);
    }
    attributes = Map.copyOf(attributes);
  }

  Item with(String name, String value) {
    return with(name, fromS(value));
  }

  Item with(String name, Instant value) {
    return with(name, millis(value));
  }

  Item with(String name, long value) {
    return with(name, number(value));
  }

  static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  Item with(String name, Map<String, String> texts) {
    var values = new HashMap<String, AttributeValue>();
    texts.forEach((key, text) -> values.put(key, fromS(text)));
    return with(name, fromM(values));
  }

  static AttributeValue millis(Instant value) {
    return number(value.toEpochMilli());
  }

  String text(String name) {
    return required(name).s();
  }

  Map<String, String> texts(String name) {
    var texts = new HashMap<String, String>();
    required(name).m().forEach((key, value) -> texts.put(key, value.s()));
    return texts;
  }

  Instant instant(String name) {
    return toInstant(required(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return Optional.ofNullable(attributes.get(name)).map(Item::toInstant);
  }

  Optional<Long> optionalNumber(String name) {
    return Optional.ofNullable(attributes.get(name)).map(value -> Long.valueOf(value.n()));
  }

  private Item with(String name, AttributeValue value) {
    var more = new HashMap<>(attributes);
    more.put(name, value);
    return new Item(more);
  }

  private AttributeValue required(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("An item of the control table has no " + name);
    }
    return value;
  }

  private static Instant toInstant(AttributeValue value) {
    return Instant.ofEpochMilli(Long.parseLong(value.n()));
  }
}

package dev.bulkhead.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of a value what is wrong with it where something of a type is expected. A value in the text
 * and one of a variable are told in different words.
 */
abstract class InputCheck {

  /** What stands in the message for the value. */
  abstract String told(@Nullable Object value);

  /** Notes that something at a place below the whole is wrong. */
  abstract void wrong(@Nullable Object value, String place, String why);

  /** What is wrong with a value that is no object where one belongs. */
  abstract String noObject(String type, @Nullable Object value);

  /** What is wrong with a value that cannot be the name of an enum's value. */
  abstract String noWord(String type, @Nullable Object value);

  /** The word of an enum that a value is; none if it cannot be one. */
  abstract Optional<String> word(@Nullable Object value);

  /** Whether the value is checked elsewhere. */
  boolean isLeftOut(@Nullable Object value) {
    return value == null;
  }

  final void check(String type, @Nullable Object value, String place) {
    String plain = InputTypes.nullable(type);
    String item = InputTypes.item(plain);
    Map<String, String> fields = InputTypes.fields(plain);
    if (isLeftOut(value)) {
      return;
    }
    if (item != null) {
      items(item, value, place);
    } else if (fields != null) {
      object(plain, fields, value, place);
    } else if (InputTypes.isEnum(plain)) {
      word(plain, value, place);
    } else {
      scalar(plain, value, place);
    }
  }

  /** One value may stand for a list of it alone. */
  private void items(String type, @Nullable Object value, String place) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        check(type, list.get(i), place + "[" + i + "]");
      }
    } else {
      check(type, value, place);
    }
  }

  private void object(
      String type, Map<String, String> fields, @Nullable Object value, String place) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (name, given) -> {
            String expected = fields.get(String.valueOf(name));
            if (expected == null) {
              wrong(value, place, "Field '" + name + "' is not defined by type '" + type + "'.");
            } else {
              check(expected, given, place + "." + name);
            }
          });
    } else {
      wrong(value, place, noObject(type, value));
    }
  }

  private void word(String type, @Nullable Object value, String place) {
    Optional<String> word = word(value);
    if (word.isEmpty()) {
      wrong(value, place, noWord(type, value));
    } else if (!InputTypes.isWordOf(type, word.get())) {
      wrong(value, place, "Value '" + word.get() + "' does not exist in '" + type + "' enum.");
    }
  }

  private void scalar(String type, @Nullable Object value, String place) {
    if (type.equals("String") && !(value instanceof String)) {
      wrong(value, place, "String cannot represent a non string value: " + told(value));
    }
    if (type.equals("Int")) {
      if (!(value instanceof Long number)) {
        wrong(value, place, "Int cannot represent non-integer value: " + told(value));
      } else if (number != number.intValue()) {
        wrong(value, place, "Int cannot represent non 32-bit signed integer value: " + told(value));
      }
    }
  }
}

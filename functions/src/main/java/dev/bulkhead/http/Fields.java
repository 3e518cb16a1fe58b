package dev.bulkhead.http;

import dev.bulkhead.domain.InvalidParameter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message, read as MLflow's server reads them: protobuf's JSON rules (64-bit
 * integers as numbers or strings, doubles as numbers, strings, {@code NaN} or {@code Infinity};
 * unknown fields ignored; null as absent), and MLflow's words for what is wrong with a value.
 */
public final class Fields {
  private static final String SEE_DOCS =
      " See the API docs for more information about request parameters.";

  private final Map<String, @Nullable Object> values;
  private final String path;
  private final boolean query;

  private Fields(Map<String, @Nullable Object> values, String path, boolean query) {
    this.values = values;
    this.path = path;
    this.query = query;
  }

  /** The fields of a JSON object. */
  public static Fields ofJson(Map<String, @Nullable Object> values) {
    return new Fields(values, "", false);
  }

  /** The parameters of a query string, each a list of one or more strings. */
  static Fields ofQuery(Map<String, List<String>> parameters) {
    return new Fields(new HashMap<>(parameters), "", true);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A string; a number, as R sends one, is refused as MLflow refuses it. */
  public Optional<String> string(String name) {
    return switch (single(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Object other -> throw invalid(name, other);
    };
  }

  /** A string that must be there and not empty. */
  public String requiredString(String name) {
    return string(name).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
  }

  /** A 64-bit integer, as a number or a string of digits. */
  public Optional<Long> int64(String name) {
    return switch (single(name)) {
      case null -> Optional.empty();
      case Long number -> Optional.of(number);
      case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p63 ->
          Optional.of(number.longValue());
      case String text when isInt64(text) -> Optional.of(Long.parseLong(text));
      case Object other -> throw invalid(name, other);
    };
  }

  /**
   * A double, as a number, a numeric string, {@code NaN}, {@code Infinity} or {@code -Infinity}.
   */
  public Optional<Double> number(String name) {
    Object value = single(name);
    Optional<Double> number =
        switch (value) {
          case null -> Optional.empty();
          case Double given -> Optional.of(given);
          case Long given -> Optional.of(given.doubleValue());
          case BigInteger given -> Optional.of(given.doubleValue());
          case String text -> Optional.of(parseDouble(name, text));
          case Object other -> throw invalid(name, other);
        };
    // Protobuf's JSON has no literal beyond a double's range: 1e400 is a mistake, not infinity.
    if (number.isPresent() && number.get().isInfinite() && value instanceof BigInteger) {
      throw invalid(name, value);
    }
    return number;
  }

  /** One of an enum's names. */
  public <E extends Enum<E>> Optional<E> enumeration(String name, Class<E> type) {
    return string(name)
        .map(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text)) {
                  return constant;
                }
              }
              throw invalid(name, text);
            });
  }

  /** A list of strings; absent is empty. */
  public List<String> strings(String name) {
    var texts = new ArrayList<String>();
    for (Object value : list(name)) {
      if (!(value instanceof String text)) {
        throw invalid(name, values.get(name));
      }
      texts.add(text);
    }
    return texts;
  }

  /** A list of messages; absent is empty. */
  public List<Fields> messages(String name) {
    var messages = new ArrayList<Fields>();
    for (Object value : list(name)) {
      messages.add(message(value, name, path + name + "[" + messages.size() + "]."));
    }
    return messages;
  }

  /** One message. */
  public Optional<Fields> message(String name) {
    return Optional.ofNullable(single(name)).map(value -> message(value, name, path + name + "."));
  }

  /** The failure for a required field that is not there, in MLflow's words. */
  public InvalidParameter missing(String name) {
    return new InvalidParameter(
        "Missing value for required parameter '" + path + name + "'." + SEE_DOCS);
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private Fields message(@Nullable Object value, String name, String prefix) {
    if (value instanceof Map<?, ?> fields) {
      return new Fields((Map<String, @Nullable Object>) fields, prefix, false);
    }
    throw invalid(name, value);
  }

  private List<?> list(String name) {
    return switch (values.get(name)) {
      case null -> List.of();
      case List<?> list -> list;
      case Object other -> throw invalid(name, other);
    };
  }

  /** A query parameter is a list; the first of several counts. */
  private @Nullable Object single(String name) {
    Object value = values.get(name);
    return query && value instanceof List<?> list ? list.getFirst() : value;
  }

  private static boolean isInt64(String text) {
    try {
      var _ = Long.parseLong(text);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private double parseDouble(String name, String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException _) {
          throw invalid(name, text);
        }
      }
    };
  }

  private InvalidParameter invalid(String name, @Nullable Object value) {
    return new InvalidParameter(
        "Invalid value "
            + PythonText.of(value)
            + " for parameter '"
            + path
            + name
            + "' supplied: "
            + " Hint: Value was of type '"
            + PythonText.typeOf(value)
            + "'."
            + SEE_DOCS);
  }
}

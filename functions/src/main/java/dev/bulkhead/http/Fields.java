package dev.bulkhead.http;

import dev.bulkhead.domain.BadRequest;
import dev.bulkhead.domain.InvalidParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message, read as MLflow's server reads them: protobuf's JSON rules (names in
 * snake or camel case; numbers also as strings; enums by name or number; unknown fields ignored;
 * null as absent), and MLflow's words for what is wrong with a value. An operation reads its fields
 * in the order in which MLflow checks them, so that of several mistakes the same one is told.
 */
public final class Fields {
  private static final String SEE_DOCS =
      " See the API docs for more information about request parameters.";

  private final Map<String, @Nullable Object> values;

  /**
   * Where the message lies in the request, such as {@code metrics[3].}: rarely asked for. None if
   * it is the request itself.
   */
  private final @Nullable Supplier<String> path;

  private final boolean inCamelCase;
  private final Source source;

  private enum Source {
    JSON,
    QUERY,
    UNREADABLE
  }

  private Fields(
      Map<String, @Nullable Object> values, @Nullable Supplier<String> path, Source source) {
    this.values = values;
    this.path = path;
    this.inCamelCase = hasCapital(values);
    this.source = source;
  }

  private static boolean hasCapital(Map<String, @Nullable Object> values) {
    return values instanceof SmallObject object
        ? object.names().haveCapital()
        : values.keySet().stream().anyMatch(SmallObject.Names::hasCapital);
  }

  /** The fields of a JSON object. */
  public static Fields ofJson(Map<String, @Nullable Object> values) {
    return new Fields(values, null, Source.JSON);
  }

  /**
   * The fields of an event that is one JSON object, of an operator's making.
   *
   * @throws InvalidParameter if it is none
   */
  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  public static Fields ofEvent(byte[] event) {
    try {
      if (Json.read(event) instanceof Map<?, ?> map) {
        return ofJson((Map<String, @Nullable Object>) map);
      }
    } catch (IOException _) {
      // No JSON is no object either.
    }
    throw new InvalidParameter("The event must be a JSON object.");
  }

  /** The parameters of a query string, each a list of one or more strings. */
  static Fields ofQuery(Map<String, List<String>> parameters) {
    return new Fields(new HashMap<>(parameters), null, Source.QUERY);
  }

  /**
   * The fields of a body that is no JSON object. MLflow takes it for an empty one: what is required
   * is missing; reading anything else fails, where MLflow would go on without what was sent.
   */
  static Fields unreadable() {
    return new Fields(Map.of(), null, Source.UNREADABLE);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** A string; a number, as R sends one, is refused as MLflow refuses it. */
  public Optional<String> string(String name) {
    return read(name, Scalars::string);
  }

  /** A string that must be there and not empty. */
  public String requiredString(String name) {
    return required(name, Scalars::string);
  }

  /** A string that must be there and not empty; old clients call the field by another name. */
  public String requiredEither(String name, String oldName) {
    boolean old = values.get(name) == null && isText(single(values.get(oldName)));
    return requiredString(old ? oldName : name);
  }

  /** A 64-bit integer. */
  public Optional<Long> int64(String name) {
    return read(name, Scalars::int64);
  }

  /** A 64-bit integer that must be there. */
  public long requiredInt64(String name) {
    // Of an integer MLflow first asks whether it is one, then whether it is there.
    if (isRoot() && "".equals(single(values.get(name)))) {
      throw invalid(name);
    }
    return required(name, Scalars::int64);
  }

  /** A 32-bit integer. */
  public Optional<Integer> int32(String name) {
    return read(name, Scalars::int32);
  }

  /** A double; the strings {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers. */
  public Optional<Double> number(String name) {
    return read(name, Scalars::number);
  }

  /** A double that must be there. */
  public double requiredNumber(String name) {
    return required(name, Scalars::number);
  }

  /** True or false. */
  public Optional<Boolean> bool(String name) {
    return read(name, Scalars::bool);
  }

  /** One of an enum's names, or its number counted from 1, as MLflow's protocol numbers them. */
  public <E extends Enum<E>> Optional<E> enumeration(String name, Class<E> type) {
    return enumeration(name, type, "");
  }

  /** One of an enum's names after a prefix, or its number counted from 1. */
  public <E extends Enum<E>> Optional<E> enumeration(String name, Class<E> type, String prefix) {
    return read(name, value -> Scalars.enumeration(value, type, prefix));
  }

  /** A list of strings; absent is empty. */
  public List<String> strings(String name) {
    var texts = new ArrayList<String>();
    for (Object value : list(name)) {
      texts.add(Scalars.string(value).orElseThrow(() -> invalid(name, values.get(name))));
    }
    return texts;
  }

  /** A list of messages; absent is empty. */
  public List<Fields> messages(String name) {
    var messages = new ArrayList<Fields>();
    for (Object value : list(name)) {
      int index = messages.size();
      messages.add(message(value, name, () -> path() + name + "[" + index + "]."));
    }
    return messages;
  }

  /** One message. */
  public Optional<Fields> message(String name) {
    return Optional.ofNullable(value(name))
        .map(value -> message(value, name, () -> path() + name + "."));
  }

  /** Fails as MLflow does if a field of whatever type is not there, or is an empty string. */
  public void require(String name) {
    if (inCamelCase) {
      refuseBoth(name, camelCase(name));
    }
    // MLflow asks a message itself for the snake-case name alone.
    Object value = isRoot() ? single(values.get(name)) : value(name);
    if (value == null || "".equals(value)) {
      throw missing(name);
    }
  }

  /** The failure for a required field that is not there, in MLflow's words. */
  public InvalidParameter missing(String name) {
    return new InvalidParameter(
        "Missing value for required parameter '" + path() + name + "'." + SEE_DOCS);
  }

  /** The failure for a value that may not stand in a field, in MLflow's words. */
  public InvalidParameter invalid(String name) {
    return invalid(name, value(name));
  }

  /** A field's value whatever its type, for the log. */
  @Nullable Object asSent(String name) {
    Object value = values.containsKey(name) ? values.get(name) : values.get(camelCase(name));
    return source == Source.QUERY && !name.endsWith("s") ? single(value) : value;
  }

  /** The failure that MLflow's check of a field tells in words of its own. */
  public InvalidParameter refused(String message) {
    return new InvalidParameter(message + SEE_DOCS);
  }

  private boolean isRoot() {
    return path == null;
  }

  private String path() {
    return path == null ? "" : path.get();
  }

  private <T> T required(String name, Scalars.Reader<T> reader) {
    require(name);
    return read(name, reader).orElseThrow();
  }

  private <T> Optional<T> read(String name, Scalars.Reader<T> reader) {
    Object value = value(name);
    return value == null
        ? Optional.empty()
        : Optional.of(reader.read(value).orElseThrow(() -> invalid(name, value)));
  }

  private @Nullable Object value(String name) {
    return single(raw(name));
  }

  private @Nullable Object raw(String name) {
    if (source == Source.UNREADABLE) {
      throw new BadRequest("The request body is not a JSON object.");
    }
    // An alias has a capital at least, and most messages have none in their names.
    if (!inCamelCase || name.indexOf('_') < 0) {
      return values.get(name);
    }
    String alias = camelCase(name);
    refuseBoth(name, alias);
    return values.containsKey(name) ? values.get(name) : values.get(alias);
  }

  private void refuseBoth(String name, String alias) {
    if (!alias.equals(name) && values.containsKey(name) && values.containsKey(alias)) {
      throw new InvalidParameter(
          "Request specifies both '%s' and '%s'; provide only one of them.".formatted(name, alias));
    }
  }

  private static String camelCase(String name) {
    var alias = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      alias.append(
          name.charAt(i) == '_' ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return alias.toString();
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty();
  }

  /** A query parameter is a list; the first of several counts. */
  private @Nullable Object single(@Nullable Object value) {
    return source == Source.QUERY && value instanceof List<?> list ? list.getFirst() : value;
  }

  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  private Fields message(@Nullable Object value, String name, Supplier<String> prefix) {
    if (value instanceof Map<?, ?> fields) {
      return new Fields((Map<String, @Nullable Object>) fields, prefix, Source.JSON);
    }
    throw invalid(name, raw(name));
  }

  private List<?> list(String name) {
    return switch (raw(name)) {
      case null -> List.of();
      case List<?> list -> list;
      case Object other -> throw invalid(name, other);
    };
  }

  private InvalidParameter invalid(String name, @Nullable Object value) {
    return new InvalidParameter(
        "Invalid value %s for parameter '%s' supplied:  Hint: Value was of type '%s'.%s"
            .formatted(PythonJson.json(value), path() + name, PythonJson.typeOf(value), SEE_DOCS));
  }
}

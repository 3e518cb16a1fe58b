package dev.bulkhead.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values and their types as MLflow's server, written in Python, puts them into its messages. */
final class PythonText {
  private PythonText() {}

  /** The value as JSON would have it, strings in double quotes. */
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text + '"';
      case Object other -> other.toString();
    };
  }

  /** The name of the Python type that the value arrives as. */
  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case String _ -> "str";
      case Double _ -> "float";
      case Boolean _ -> "bool";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      case Object _ -> "int";
    };
  }
}

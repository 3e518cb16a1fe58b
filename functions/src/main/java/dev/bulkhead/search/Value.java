package dev.bulkhead.search;

import java.math.BigDecimal;

/** A text or a number, in a filter or in what is searched; ordered as MLflow's database does it. */
sealed interface Value extends Comparable<Value> {

  /** A text; its order is that of its code points. */
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
  }

  /** An integer, such as milliseconds since the epoch. */
  record Whole(long number) implements Value {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /** A floating-point number; NaN is greater than all others here, and last in any order. */
  record Real(double number) implements Value {
    @Override
    public String toString() {
      return Double.isInfinite(number) ? (number > 0 ? "1e999" : "-1e999") : number + "";
    }
  }

  /** Whether this is no number although it is one by type. */
  default boolean isNaN() {
    return this instanceof Real(double number) && Double.isNaN(number);
  }

  /** Numbers before texts; an integer and a floating-point number by what they are exactly. */
  @Override
  default int compareTo(Value other) {
    return switch (this) {
      case Text(String text) ->
          other instanceof Text(String others) ? compareCodePoints(text, others) : 1;
      case Whole(long number) ->
          switch (other) {
            case Text _ -> -1;
            case Whole(long others) -> Long.compare(number, others);
            case Real(double others) -> compareExactly(number, others);
          };
      case Real(double number) ->
          switch (other) {
            case Text _ -> -1;
            case Whole(long others) -> -compareExactly(others, number);
            // Adding zero makes -0.0 the same as 0.0.
            case Real(double others) -> Double.compare(number + 0.0, others + 0.0);
          };
    };
  }

  private static int compareExactly(long whole, double real) {
    return Double.isFinite(real)
        ? BigDecimal.valueOf(whole).compareTo(new BigDecimal(real))
        : Double.compare(0, real);
  }

  /**
   * UTF-16 puts what lies beyond its 16 bits before some that does not; UTF-8 and MLflow do not.
   */
  private static int compareCodePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        return Character.isSurrogate(one) == Character.isSurrogate(other)
            ? Character.compare(one, other)
            : Character.isSurrogate(one) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}

package dev.bulkhead.search;

import java.util.Arrays;
import java.util.Optional;

/** How a clause compares what it looks at with one value. */
enum Operator {
  EQUAL("="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  LIKE("LIKE"),
  ILIKE("ILIKE");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  static Optional<Operator> of(String sign) {
    return Arrays.stream(values()).filter(it -> it.sign.equals(sign)).findFirst();
  }

  /** A NaN is unequal to every number; nothing else holds of it, and nothing of one in a filter. */
  boolean holds(Value left, Value right) {
    if (left.isNaN() || right.isNaN()) {
      return this == UNEQUAL && !right.isNaN();
    }
    return switch (this) {
      case EQUAL -> left.compareTo(right) == 0;
      case UNEQUAL -> left.compareTo(right) != 0;
      case LESS -> left.compareTo(right) < 0;
      case AT_MOST -> left.compareTo(right) <= 0;
      case GREATER -> left.compareTo(right) > 0;
      case AT_LEAST -> left.compareTo(right) >= 0;
      case LIKE -> Like.matches(text(left), text(right));
      case ILIKE -> Like.matches(Like.lower(text(left)), Like.lower(text(right)));
    };
  }

  /** The same of two numbers, the right of which is no NaN. */
  boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case UNEQUAL -> left != right;
      case LESS -> left < right;
      case AT_MOST -> left <= right;
      case GREATER -> left > right;
      case AT_LEAST -> left >= right;
      case LIKE, ILIKE -> throw new IllegalStateException("Numbers are alike in no way");
    };
  }

  /** The same of two integers. */
  boolean holds(long left, long right) {
    return switch (this) {
      case EQUAL -> left == right;
      case UNEQUAL -> left != right;
      case LESS -> left < right;
      case AT_MOST -> left <= right;
      case GREATER -> left > right;
      case AT_LEAST -> left >= right;
      case LIKE, ILIKE -> throw new IllegalStateException("Numbers are alike in no way");
    };
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : value.toString();
  }

  @Override
  public String toString() {
    return sign;
  }
}

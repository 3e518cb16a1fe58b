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
      case EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> holds(left.compareTo(right));
      case LIKE -> Like.matches(text(left), text(right));
      case ILIKE -> Like.matches(Like.lower(text(left)), Like.lower(text(right)));
    };
  }

  /** The same of two numbers, the right of which is no NaN. */
  boolean holds(double left, double right) {
    return Double.isNaN(left) ? this == UNEQUAL : holds(left < right ? -1 : left > right ? 1 : 0);
  }

  /** The same of two integers. */
  boolean holds(long left, long right) {
    return holds(Long.compare(left, right));
  }

  private boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case UNEQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case GREATER -> comparison > 0;
      case AT_LEAST -> comparison >= 0;
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

package dev.bulkhead.local.iam;

import java.util.List;

/**
 * One line of a statement's {@code Condition}: an operator, a key and the values to compare with.
 */
sealed interface Condition {
  boolean holds(Context context);

  /** {@code Null}: whether the key must be absent from the request. */
  record Presence(String key, boolean absent) implements Condition {
    @Override
    public boolean holds(Context context) {
      return context.values(key).isEmpty() == absent;
    }
  }

  /** How several values of one key are to be judged. */
  enum Quantifier {
    /** No prefix: the key has one value. */
    ONE,
    /** {@code ForAllValues:} */
    ALL,
    /** {@code ForAnyValue:} */
    ANY
  }

  /** Every operator but {@code Null}. */
  record Comparison(
      String key,
      Quantifier quantifier,
      Operator operator,
      boolean ifExists,
      List<Operand> operands)
      implements Condition {

    @Override
    public boolean holds(Context context) {
      List<String> values = context.values(key);
      if (values.isEmpty()) {
        return ifExists || holdsWithoutValue();
      }
      return switch (quantifier) {
        case ONE, ANY -> values.stream().anyMatch(v -> fits(v, context));
        case ALL -> values.stream().allMatch(String::isEmpty) || allFit(values, context);
      };
    }

    private boolean holdsWithoutValue() {
      return switch (quantifier) {
        case ONE -> operator.isNegated();
        case ALL -> true;
        case ANY -> false;
      };
    }

    private boolean allFit(List<String> values, Context context) {
      return values.stream().allMatch(v -> fits(v, context));
    }

    private boolean fits(String value, Context context) {
      boolean matched = operands.stream().anyMatch(o -> o.matches(value, context));
      return matched != operator.isNegated();
    }
  }
}

package dev.bulkhead.local.iam;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** IAM's condition operators, as far as they are supported. */
enum Operator {
  STRING_EQUALS("StringEquals", Operand::exact),
  STRING_NOT_EQUALS("StringNotEquals", Operand::exact),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Operand::ignoringCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Operand::ignoringCase),
  STRING_LIKE("StringLike", Operand::like),
  STRING_NOT_LIKE("StringNotLike", Operand::like),
  ARN_EQUALS("ArnEquals", Operand::arn),
  ARN_LIKE("ArnLike", Operand::arn),
  ARN_NOT_EQUALS("ArnNotEquals", Operand::arn),
  ARN_NOT_LIKE("ArnNotLike", Operand::arn),
  BOOL("Bool", Operand::bool),
  NUMERIC_EQUALS("NumericEquals", text -> Operand.number(text, order -> order == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", text -> Operand.number(text, order -> order == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", text -> Operand.number(text, order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS(
      "NumericLessThanEquals", text -> Operand.number(text, order -> order <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", text -> Operand.number(text, order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS(
      "NumericGreaterThanEquals", text -> Operand.number(text, order -> order >= 0)),
  DATE_EQUALS("DateEquals", text -> Operand.date(text, order -> order == 0)),
  DATE_NOT_EQUALS("DateNotEquals", text -> Operand.date(text, order -> order == 0)),
  DATE_LESS_THAN("DateLessThan", text -> Operand.date(text, order -> order < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", text -> Operand.date(text, order -> order <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", text -> Operand.date(text, order -> order > 0)),
  DATE_GREATER_THAN_EQUALS(
      "DateGreaterThanEquals", text -> Operand.date(text, order -> order >= 0));

  private static final Map<String, Operator> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(o -> o.label, o -> o));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // the functions above hold no state
  private final Function<String, Operand> reader;

  Operator(String label, Function<String, Operand> reader) {
    this.label = label;
    this.reader = reader;
  }

  static Operator of(String label) {
    Operator operator = BY_LABEL.get(label);
    if (operator == null) {
      throw new InvalidPolicy("Unsupported condition operator " + label);
    }
    return operator;
  }

  /** Whether it is true where none of the values match, so that an absent key makes it true. */
  boolean isNegated() {
    return label.contains("Not");
  }

  Operand operand(String text) {
    return reader.apply(text);
  }
}

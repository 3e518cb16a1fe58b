package dev.bulkhead.local.iam;

import dev.bulkhead.local.iam.Condition.Comparison;
import dev.bulkhead.local.iam.Condition.Presence;
import dev.bulkhead.local.iam.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a statement's {@code Condition} block. */
final class ConditionReader {
  private static final String ALL = "ForAllValues:";
  private static final String ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  private ConditionReader() {}

  static List<Condition> read(Map<String, Object> block) {
    List<Condition> conditions = new ArrayList<>();
    block.forEach(
        (operator, keys) ->
            Tree.map("Condition", keys)
                .forEach((key, values) -> conditions.add(read(operator, key, values))));
    return conditions;
  }

  private static Condition read(String operator, String key, Object values) {
    String supported = ConditionKeys.supported(key);
    List<String> texts = Tree.scalars(key, values);
    if (texts.isEmpty()) {
      throw new InvalidPolicy("A condition on " + key + " has no value");
    }
    return operator.equals("Null")
        ? presence(supported, texts)
        : comparison(operator, supported, texts);
  }

  private static Condition presence(String key, List<String> texts) {
    return switch (texts) {
      case List<String> one when one.equals(List.of("true")) -> new Presence(key, true);
      case List<String> one when one.equals(List.of("false")) -> new Presence(key, false);
      case List<String> other -> throw new InvalidPolicy("Null takes true or false, not " + other);
    };
  }

  private static Condition comparison(String written, String key, List<String> texts) {
    Quantifier quantifier =
        written.startsWith(ALL)
            ? Quantifier.ALL
            : written.startsWith(ANY) ? Quantifier.ANY : Quantifier.ONE;
    if (quantifier == Quantifier.ONE && ConditionKeys.isMultivalued(key)) {
      throw new InvalidPolicy(written + " needs ForAllValues or ForAnyValue with " + key);
    }
    String bare = written.substring(quantifier == Quantifier.ONE ? 0 : written.indexOf(':') + 1);
    boolean ifExists = bare.endsWith(IF_EXISTS);
    Operator operator =
        Operator.of(ifExists ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare);
    if (operator.isNegated()) {
      texts.forEach(PolicyStringReader::requireValue);
    }
    return new Comparison(
        key, quantifier, operator, ifExists, texts.stream().map(operator::operand).toList());
  }
}

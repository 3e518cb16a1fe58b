package dev.bulkhead.local.iam;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where we follow AWS's documentation and the oracle does not. Each is told by what is left of a
 * case when everything that the disagreement does not need has been taken away. None of the
 * project's own policies holds any of these, which {@code docs/threat-model.md} relies on.
 */
enum Explained {
  /** IfExists: "if the condition key is not present, evaluate the condition element as true". */
  ABSENT_KEY_WITH_ANY_IF_EXISTS(
      "reference_policies_elements_condition_operators.html#Conditions_IfExists",
      "\"ForAnyValue:[A-Za-z]+IfExists\""),
  /** Null is about "whether a condition key is absent": a set of no values is. */
  KEY_WITHOUT_VALUES(
      "reference_policies_elements_condition_operators.html#Conditions_Null",
      "\"Null\".*\"context\":\\{.*\\[]"),
  /** ForAllValues: true "if the key values resolve to a null dataset, such as an empty string". */
  ALL_OF_AN_EMPTY_STRING(
      "reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "\"ForAllValues:.*\"context\":\\{.*\\[\"\"(,\"\")*]"),
  /** Dates are "ISO 8601 ... or epoch (UNIX) time", on both sides. */
  DATE_IN_SECONDS(
      "reference_policies_elements_condition_operators.html#Conditions_Date",
      "\"Date[A-Za-z]+\":\\{\"(aws:EpochTime\"|[A-Za-z:]+\":\\[?\"[0-9]+\")"),
  /** A tag's value may be empty, and is a value then. */
  EMPTY_TAG("id_tags.html", "\\$\\{aws:PrincipalTag.*\"tags\":\\{.*:\"\""),
  /** Text with a variable that has no value equals nothing, so what is negated holds. */
  NEGATED_VARIABLE_WITHOUT_VALUE(
      "reference_policies_variables.html",
      "(\"[A-Za-z:]*Not(Equals|Like)[A-Za-z]*\"|\"NotResource\").*\\$\\{aws:"),
  /** Variables may stand in ARN operators. */
  VARIABLE_IN_AN_ARN(
      "reference_policies_elements_condition_operators.html#Conditions_ARN",
      "\"Arn[A-Za-z]+\".*\\$\\{aws:"),
  /** A question mark matches one character; the oracle takes UTF-16's halves for two. */
  CHARACTER_OUTSIDE_THE_BASIC_PLANE(
      "reference_policies_elements_condition_operators.html#Conditions_String",
      "[\\x{10000}-\\x{10FFFF}]"),
  /** A key that cannot have two values came with two: we refuse, the oracle takes the first. */
  TWO_VALUES_OF_A_SINGLE_KEY(
      "reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "\"context\":\\{.*\"s3:[a-z-]+\":\\[\"[^\"]*\",");

  private static final String GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

  private final String page;
  private final Pattern mark;

  Explained(String page, String mark) {
    this.page = GUIDE + page;
    this.mark = Pattern.compile(mark);
  }

  /** Which of these a shrunk disagreement is. */
  static Optional<Explained> of(PolicyCase smallest) {
    JsonNode line = smallest.line();
    return Arrays.stream(values()).filter(e -> e.mark.matcher(line.toString()).find()).findFirst();
  }

  @Override
  public String toString() {
    return name() + " <" + page + ">";
  }
}

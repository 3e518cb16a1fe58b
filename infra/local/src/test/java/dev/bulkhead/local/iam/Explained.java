package dev.bulkhead.local.iam;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where we follow AWS's documentation and the oracle does not. Each is told by what is left of a
 * case when everything that the disagreement does not need has been taken away. {@code
 * docs/threat-model.md} says why none of them matters to the project's own policies.
 */
enum Explained {
  /** IfExists holds where the key is not present, whatever stands before the operator. */
  ABSENT_KEY_WITH_ANY_IF_EXISTS(
      "reference_policies_elements_condition_operators.html#Conditions_IfExists",
      "\"ForAnyValue:[A-Za-z]+IfExists\""),
  /** Null asks whether there is a value: a key that came with none is absent. */
  KEY_WITHOUT_VALUES(
      "reference_policies_elements_condition_operators.html#Conditions_Null",
      "\"Null\".*\"context\":\\{.*\\[]"),
  /** ForAllValues holds for "a null dataset, such as an empty string". */
  ALL_OF_AN_EMPTY_STRING(
      "reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "\"ForAllValues:.*\"context\":\\{.*\\[\"\"(,\"\")*]"),
  /** Dates are in ISO 8601 or in seconds since 1970, on both sides. */
  DATE_IN_SECONDS(
      "reference_policies_elements_condition_operators.html#Conditions_Date",
      "\"Date[A-Za-z]+\":\\{\"(aws:EpochTime\"|[A-Za-z:]+\":\\[?\"[0-9]+\")"),
  /** A tag's value may be empty, and is a value then. */
  EMPTY_TAG("id_tags.html", "\\$\\{aws:PrincipalTag.*\"tags\":\\{.*:\"\""),
  /** An escape stands for its character everywhere; the oracle knows that in StringLike alone. */
  ESCAPE_IN_AN_EXACT_COMPARISON(
      "reference_policies_variables.html#policy-vars-specialchars",
      "\"[A-Za-z:]*String(Not)?Equals[A-Za-z]*\".*\\$\\{[*?$]}"),
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

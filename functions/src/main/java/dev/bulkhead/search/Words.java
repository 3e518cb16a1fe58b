package dev.bulkhead.search;

import java.util.Locale;
import java.util.Set;

/**
 * The bare words that are not names. No attribute is among them, and a word after a period is a
 * name whatever it says, so this list decides nothing but the wording of refusals; it holds the
 * words that people try.
 */
final class Words {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("ALL AND ANY AS BEGIN BETWEEN BY CASE COUNT CREATE CROSS CURRENT_DATE CURRENT_TIME"
                  + " CURRENT_TIMESTAMP DELETE DISTINCT DROP ELSE END EXCEPT EXISTS FALSE FOR FROM"
                  + " FULL GROUP HAVING IF IN INNER INSERT INTERSECT INTO IS JOIN KEY LEFT LIMIT"
                  + " MAX MIN NOT NULL NULLS OFFSET ON OR ORDER OUTER OVER PARAMETER PARAMETERS"
                  + " RIGHT SELECT SET SUM TABLE THEN TRUE UNION UPDATE USING VALUES WHEN WHERE"
                  + " WHILE WITH")
              .split(" "));
  private static final Set<String> BUILTINS =
      Set.of(
          ("ARRAY BIGINT BINARY BIT BLOB BOOLEAN CHAR DATE DECIMAL DOUBLE FLOAT INT INTEGER LONG"
                  + " NUMBER NUMERIC REAL TEXT TIME TIMESTAMP VARCHAR")
              .split(" "));

  private Words() {}

  static Kind kindOf(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (KEYWORDS.contains(upper)) {
      return Kind.KEYWORD;
    }
    return BUILTINS.contains(upper) ? Kind.BUILTIN : Kind.NAME;
  }
}

package dev.bulkhead.search;

import java.util.Locale;
import java.util.Set;

/**
 * The bare words that are not names. No attribute is among them, and a word after a period is a
 * name whatever it says: so, but for AND, IS and NULL, the list only decides how a refusal is
 * worded. It holds the words that people try; MLflow's parser knows some 700 more.
 */
final class Words {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("ALL AND ANY AS AT AVG BEGIN BETWEEN BY CASE CLASS CLUSTER COMMENT"
                  + " CONTAINS COUNT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP"
                  + " DATA DEC DELETE DISTINCT DOMAIN DOUBLE DROP ELSE END EXCEPT EXISTS FALSE FIRST FOR"
                  + " FROM FULL GROUP HAVING HOST IF IN INNER INPUT INSERT INTERSECT INTO IS"
                  + " ISNULL JOIN KEY LANGUAGE LAST LAYER LEFT LENGTH LEVEL LIMIT LOCATION MAX"
                  + " METHOD MIN MOD MODE NAMES NEXT NO NONE NOT NOTNULL NULL OF OFFSET ON OR"
                  + " ORDER OUTER OUTPUT OVER OWNER PARAMETER PARAMETERS PATH PRECISION RESULT"
                  + " RIGHT ROLE SELECT SET SIMILAR SIZE SOME SOURCE START SUM TABLE THEN TIME"
                  + " TO TRUE TYPE UNION UPDATE USER USING VALID VALUES VERSION WHEN WHERE"
                  + " WHILE WITH ZONE")
              .split(" "));
  private static final Set<String> BUILTINS =
      Set.of(
          ("ARRAY BIGINT BINARY BIT BLOB BOOLEAN CHAR DATE DECIMAL FLOAT INT INTEGER LONG"
                  + " NUMBER NUMERIC REAL TEXT TIMESTAMP VARCHAR")
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

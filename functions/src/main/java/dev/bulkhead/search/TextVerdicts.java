package dev.bulkhead.search;

import dev.bulkhead.search.RunColumns.Texts;

/** Whether a clause holds of the texts of a column, each of which is looked at once. */
final class TextVerdicts {
  private static final byte HOLDS = 1;
  private static final byte FAILS = 2;

  private final Clause clause;
  private final Texts texts;
  private final byte[] verdicts;

  TextVerdicts(Clause clause, Texts texts) {
    this.clause = clause;
    this.texts = texts;
    this.verdicts = new byte[texts.codes()];
  }

  boolean holds(int row) {
    int code = texts.code(row);
    if (code == Texts.NONE) {
      return clause.holdsOfNone();
    }
    if (verdicts[code] == 0) {
      verdicts[code] = clause.holdsOf(new Value.Text(texts.text(code))) ? HOLDS : FAILS;
    }
    return verdicts[code] == HOLDS;
  }
}

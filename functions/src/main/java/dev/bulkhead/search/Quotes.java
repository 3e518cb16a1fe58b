package dev.bulkhead.search;

/**
 * Where quoted texts end. A doubled quote, and behind a backslash a single one, belong to the text,
 * unless the text would then never end: so the answer at one place hangs on all that follows, and
 * is worked out once for the whole source, from its end.
 */
final class Quotes {
  private static final int NEVER = -1;

  private final int[] ends;

  /** Reads the whole source once. */
  Quotes(String source, char quote, boolean backslash) {
    ends = new int[source.length() + 2];
    ends[source.length()] = NEVER;
    ends[source.length() + 1] = NEVER;
    for (int at = source.length() - 1; at >= 0; at--) {
      char here = source.charAt(at);
      boolean quoteNext = at + 1 < source.length() && source.charAt(at + 1) == quote;
      boolean pair = quoteNext && (here == quote || (backslash && here == '\\'));
      ends[at] = NEVER;
      if (pair) {
        ends[at] = ends[at + 2];
      }
      if (ends[at] == NEVER) {
        ends[at] = here == quote ? at + 1 : ends[at + 1];
      }
    }
  }

  /** The place behind the closing quote of a text that is opened here, or the opening's own. */
  int endOf(int opening) {
    return Math.max(ends[opening + 1], opening);
  }
}

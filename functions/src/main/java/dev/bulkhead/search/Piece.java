package dev.bulkhead.search;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token or a group of neighbouring tokens: a span of the source, so that groups of groups cost no
 * copies.
 *
 * @param parts what a comparison is made of, blanks left out; nothing for other kinds
 */
record Piece(Kind kind, String source, int start, int end, List<Piece> parts) {
  private static final Set<Kind> BLANK = Set.of(Kind.SPACE, Kind.NEWLINE);

  static Piece token(Kind kind, String source, int start, int end) {
    return new Piece(kind, source, start, end, List.of());
  }

  /** A comparison of pieces that stand apart; MLflow prints these without what was between them. */
  static Piece joined(Piece... parts) {
    String source = Stream.of(parts).map(Piece::text).collect(Collectors.joining());
    return new Piece(Kind.COMPARISON, source, 0, source.length(), List.of(parts));
  }

  /** From the start of the first to the end of the last. */
  static Piece group(Kind kind, Piece first, Piece last, List<Piece> parts) {
    return new Piece(kind, first.source, first.start, last.end, parts);
  }

  String text() {
    return source.substring(start, end);
  }

  boolean isBlank() {
    return BLANK.contains(kind);
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && reads(word);
  }

  boolean isPunctuation(String sign) {
    return kind == Kind.PUNCTUATION && reads(sign);
  }

  /** Whether this is all that the piece says, in any case. */
  boolean reads(String word) {
    return end - start == word.length() && source.regionMatches(true, start, word, 0, end - start);
  }
}

package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes comparisons of what the grouping leaves apart: IN and NOT IN with a list, IS NULL and IS
 * NOT NULL. It looks at the pieces as MLflow does, three or four at a time behind an identifier, so
 * that after an identifier without comparison the next clause is not recognized either.
 */
final class Comparisons {
  private final List<Piece> pieces;
  private final List<Piece> joined = new ArrayList<>();
  private int at;

  private Comparisons(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** The pieces without blanks, and with comparisons joined. */
  static List<Piece> join(List<Piece> pieces) {
    var reader = new Comparisons(pieces.stream().filter(it -> !it.isBlank()).toList());
    while (reader.at < reader.pieces.size()) {
      reader.step();
    }
    return reader.joined;
  }

  private void step() {
    int left = pieces.size() - at;
    Piece first = pieces.get(at);
    if (left < 3) {
      take(left);
    } else if (first.kind() != Kind.IDENTIFIER) {
      take(1);
    } else if (isListed(1)) {
      put(3, first, pieces.get(at + 1), pieces.get(at + 2));
    } else if (pieces.get(at + 1).isKeyword("IS") && pieces.get(at + 2).isKeyword("NULL")) {
      put(3, first, keyword("IS NULL"));
    } else if (pieces.get(at + 1).isKeyword("IS") && pieces.get(at + 2).isKeyword("NOT NULL")) {
      put(3, first, keyword("IS NOT NULL"));
    } else if (left > 3 && pieces.get(at + 1).isKeyword("NOT") && isListed(2)) {
      put(4, first, keyword("NOT IN"), pieces.get(at + 3));
    } else {
      take(Math.min(left, 4));
    }
  }

  private boolean isListed(int offset) {
    return pieces.get(at + offset).isKeyword("IN")
        && pieces.get(at + offset + 1).kind() == Kind.PARENTHESIS;
  }

  private void take(int count) {
    joined.addAll(pieces.subList(at, at + count));
    at += count;
  }

  private void put(int count, Piece... parts) {
    joined.add(Piece.joined(parts));
    at += count;
  }

  private static Piece keyword(String words) {
    return Piece.token(Kind.KEYWORD, words, 0, words.length());
  }
}

package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A rule that makes one group of a piece in the middle, the one before it and, if it fits, the one
 * after it.
 *
 * @param needsAfter whether there is no group without a piece after the middle
 */
record Joint(
    Kind kind,
    Predicate<Piece> before,
    Predicate<Piece> middle,
    Predicate<Piece> after,
    boolean needsAfter) {

  /** Applies the rule from left to right, blanks between the pieces aside. */
  List<Piece> join(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    int lastAt = -1;
    // What stands before the next middle is judged by the last piece of a group, as in MLflow's
    // parser: in `a = b = c` the second comparison has `b` before it, and takes the whole first.
    Piece last = null;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      int next = last != null && middle.test(piece) && before.test(last) ? nextOf(pieces, i) : -1;
      if (next >= 0) {
        Piece end = pieces.get(next);
        Piece group = group(joined.get(lastAt), piece, end);
        joined.subList(lastAt, joined.size()).clear();
        joined.add(group);
        last = next > i ? end : group;
        i = next;
      } else {
        joined.add(piece);
        lastAt = piece.isBlank() ? lastAt : joined.size() - 1;
        last = piece.isBlank() ? last : piece;
      }
    }
    return joined;
  }

  /** The last piece of a group with this middle: the one after it, itself, or -1 for no group. */
  private int nextOf(List<Piece> pieces, int middleAt) {
    int next = Grouping.next(pieces, middleAt);
    if (next < pieces.size() && after.test(pieces.get(next))) {
      return next;
    }
    return needsAfter ? -1 : middleAt;
  }

  private Piece group(Piece first, Piece middlePiece, Piece end) {
    return switch (kind) {
      case COMPARISON -> Piece.group(kind, first, end, List.of(first, middlePiece, end));
      // A comment hangs on to whatever group it follows.
      case COMMENTS -> Piece.group(first.kind(), first, end, withPart(first.parts(), end));
      default -> Piece.group(kind, first, end, List.of());
    };
  }

  private static List<Piece> withPart(List<Piece> parts, Piece part) {
    List<Piece> more = new ArrayList<>(parts);
    more.add(part);
    return more;
  }
}

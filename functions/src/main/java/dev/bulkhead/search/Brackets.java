package dev.bulkhead.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Finds the brackets of one kind that match, and makes a group of each outermost pair. */
final class Brackets {
  private static final int UNMATCHED = -1;

  private final Kind kind;
  private final String open;
  private final String close;

  Brackets(Kind kind, String open, String close) {
    this.kind = kind;
    this.open = open;
    this.close = close;
  }

  /** The pieces with all that is in brackets as one piece; brackets without partner stay. */
  List<Piece> enclose(List<Piece> pieces) {
    int[] partners = partners(pieces);
    List<Piece> enclosed = new ArrayList<>();
    for (int i = 0; i < partners.length; i++) {
      Piece first = pieces.get(i);
      if (partners[i] > i) {
        i = partners[i];
        enclosed.add(Piece.group(kind, first, pieces.get(i), List.of()));
      } else {
        enclosed.add(first);
      }
    }
    return enclosed;
  }

  /** How many matching pairs lie within each other. */
  int depth(List<Piece> pieces) {
    int[] partners = partners(pieces);
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] != UNMATCHED) {
        depth += partners[i] > i ? 1 : -1;
        deepest = Math.max(deepest, depth);
      }
    }
    return deepest;
  }

  private int[] partners(List<Piece> pieces) {
    int[] partners = new int[pieces.size()];
    Arrays.fill(partners, UNMATCHED);
    Deque<Integer> opened = new ArrayDeque<>();
    for (int i = 0; i < partners.length; i++) {
      if (pieces.get(i).isPunctuation(open)) {
        opened.push(i);
      } else if (pieces.get(i).isPunctuation(close) && !opened.isEmpty()) {
        partners[i] = opened.pop();
        partners[partners[i]] = i;
      }
    }
    return partners;
  }
}

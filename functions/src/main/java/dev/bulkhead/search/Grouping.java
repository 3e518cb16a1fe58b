package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Builds identifiers, lists and comparisons from tokens, in the order in which MLflow's parser does
 * it; the order decides what a text that is nearly right is taken for.
 */
final class Grouping {
  private static final Set<Kind> GROUPS = EnumSet.range(Kind.IDENTIFIER, Kind.COMMENTS);
  private static final Set<Kind> LITERALS =
      EnumSet.of(Kind.INTEGER, Kind.FLOAT, Kind.STRING, Kind.SYMBOL, Kind.NAME, Kind.PLACEHOLDER);
  private static final Set<Kind> COMPARABLE =
      union(LITERALS, Kind.PARENTHESIS, Kind.FUNCTION, Kind.IDENTIFIER, Kind.OPERATION);
  private static final Set<Kind> COMPUTABLE = union(COMPARABLE, Kind.BRACKETS);
  private static final Set<Kind> NAMEABLE =
      EnumSet.of(
          Kind.PARENTHESIS,
          Kind.FUNCTION,
          Kind.IDENTIFIER,
          Kind.OPERATION,
          Kind.COMPARISON,
          Kind.INTEGER,
          Kind.FLOAT);
  private static final Set<Kind> LISTABLE =
      union(
          LITERALS,
          Kind.FUNCTION,
          Kind.IDENTIFIER,
          Kind.COMPARISON,
          Kind.LIST,
          Kind.OPERATION,
          Kind.KEYWORD,
          Kind.COMMENT,
          Kind.WILDCARD);

  private static final Predicate<Piece> NOTHING = in(EnumSet.noneOf(Kind.class));
  private static final Predicate<Piece> ANYTHING = in(EnumSet.allOf(Kind.class));

  private static final Brackets SQUARE = new Brackets(Kind.BRACKETS, "[", "]");
  private static final Brackets ROUND = new Brackets(Kind.PARENTHESIS, "(", ")");

  private static final Joint PERIODS =
      new Joint(
          Kind.IDENTIFIER,
          of(Kind.BRACKETS, Kind.IDENTIFIER, Kind.NAME, Kind.SYMBOL),
          Grouping::isPeriod,
          of(Kind.BRACKETS, Kind.FUNCTION, Kind.NAME, Kind.SYMBOL, Kind.WILDCARD, Kind.STRING),
          false);
  private static final Joint ELEMENTS =
      new Joint(
          Kind.IDENTIFIER,
          of(Kind.BRACKETS, Kind.IDENTIFIER, Kind.FUNCTION, Kind.NAME, Kind.SYMBOL),
          of(Kind.BRACKETS),
          NOTHING,
          false);
  private static final Joint ORDERS =
      new Joint(
          Kind.IDENTIFIER,
          of(Kind.IDENTIFIER, Kind.INTEGER, Kind.FLOAT),
          of(Kind.ORDER),
          NOTHING,
          false);
  private static final Joint CASTS =
      new Joint(Kind.IDENTIFIER, ANYTHING, it -> it.isPunctuation("::"), ANYTHING, true);
  private static final Joint OPERATIONS =
      new Joint(
          Kind.OPERATION, in(COMPUTABLE), of(Kind.OPERATOR, Kind.WILDCARD), in(COMPUTABLE), true);
  private static final Joint COMPARISONS =
      new Joint(
          Kind.COMPARISON,
          Grouping::isComparable,
          of(Kind.COMPARATOR),
          Grouping::isComparable,
          true);
  private static final Joint NAMINGS =
      new Joint(
          Kind.IDENTIFIER,
          it -> it.kind() != Kind.KEYWORD || it.isKeyword("NULL"),
          it -> it.isKeyword("AS"),
          ANYTHING,
          true);
  private static final Joint REMARKS =
      new Joint(Kind.COMMENTS, in(GROUPS), of(Kind.COMMENTS), NOTHING, false);
  private static final Joint LISTS =
      new Joint(Kind.LIST, in(LISTABLE), it -> it.isPunctuation(","), in(LISTABLE), true);

  private Grouping() {}

  /** How deep the brackets of a text lie within each other. */
  static int depth(List<Piece> tokens) {
    return SQUARE.depth(tokens) + ROUND.depth(tokens);
  }

  static List<Piece> group(List<Piece> tokens) {
    List<Piece> pieces = comments(tokens);
    pieces = ROUND.enclose(SQUARE.enclose(pieces));
    pieces =
        pairs(
            pieces, of(Kind.NAME, Kind.PLACEHOLDER, Kind.BUILTIN), Kind.PARENTHESIS, Kind.FUNCTION);
    pieces = ELEMENTS.join(PERIODS.join(pieces));
    pieces = pieces.stream().map(Grouping::identifier).toList();
    pieces = CASTS.join(ORDERS.join(pieces));
    pieces = NAMINGS.join(COMPARISONS.join(OPERATIONS.join(pieces)));
    pieces = pairs(pieces, in(NAMEABLE), Kind.IDENTIFIER, Kind.IDENTIFIER);
    return LISTS.join(REMARKS.join(pieces));
  }

  /** The place of the next piece that is not blank, or the size of the list. */
  static int next(List<Piece> pieces, int at) {
    int next = at + 1;
    while (next < pieces.size() && pieces.get(next).isBlank()) {
      next++;
    }
    return next;
  }

  /** Neighbouring comments with their line ends become one piece, but for those at the very end. */
  private static List<Piece> comments(List<Piece> tokens) {
    List<Piece> grouped = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      Piece first = tokens.get(at);
      int end = first.kind() == Kind.COMMENT ? endOfComments(tokens, at) : at + 1;
      if (first.kind() != Kind.COMMENT) {
        grouped.add(first);
      } else if (end == tokens.size()) {
        grouped.addAll(tokens.subList(at, end));
      } else {
        grouped.add(Piece.group(Kind.COMMENTS, first, tokens.get(end - 1), List.of()));
      }
      at = end;
    }
    return grouped;
  }

  private static int endOfComments(List<Piece> tokens, int start) {
    int end = start;
    while (end < tokens.size()
        && (tokens.get(end).kind() == Kind.COMMENT || tokens.get(end).kind() == Kind.NEWLINE)) {
      end++;
    }
    return end;
  }

  /** A piece and the one that follows it become one, blanks between them aside. */
  private static List<Piece> pairs(
      List<Piece> pieces, Predicate<Piece> first, Kind second, Kind group) {
    List<Piece> paired = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      int next = first.test(piece) ? next(pieces, i) : pieces.size();
      if (next < pieces.size() && pieces.get(next).kind() == second) {
        paired.add(Piece.group(group, piece, pieces.get(next), List.of()));
        i = next;
      } else {
        paired.add(piece);
      }
    }
    return paired;
  }

  private static Piece identifier(Piece piece) {
    return piece.kind() == Kind.NAME || piece.kind() == Kind.SYMBOL
        ? Piece.group(Kind.IDENTIFIER, piece, piece, List.of())
        : piece;
  }

  private static boolean isPeriod(Piece piece) {
    return piece.isPunctuation(".")
        || (piece.kind() == Kind.OPERATOR && (piece.reads("->") || piece.reads("->>")));
  }

  private static boolean isComparable(Piece piece) {
    return COMPARABLE.contains(piece.kind()) || piece.isKeyword("NULL");
  }

  private static Predicate<Piece> of(Kind first, Kind... more) {
    return in(EnumSet.of(first, more));
  }

  private static Predicate<Piece> in(Set<Kind> kinds) {
    return piece -> kinds.contains(piece.kind());
  }

  private static Set<Kind> union(Set<Kind> kinds, Kind... more) {
    EnumSet<Kind> all = EnumSet.copyOf(kinds);
    all.addAll(List.of(more));
    return all;
  }
}

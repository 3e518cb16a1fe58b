package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between two semicolons of a filter or an order, in groups. */
record Statement(List<Piece> pieces) {
  /** The most characters that are read at all. */
  static final int MAX_LENGTH = 1_000_000;

  /** MLflow's own limits, those of its parser. */
  static final int MAX_TOKENS = 10_000;

  private static final int MAX_DEPTH = 100;

  /** The statements of the text, or nothing if it is too long or too deep to be read. */
  static Optional<List<Statement>> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Piece> tokens = new Lexer(text).tokens(MAX_TOKENS);
    if (tokens.size() > MAX_TOKENS || Grouping.depth(tokens) > MAX_DEPTH) {
      return Optional.empty();
    }
    return Optional.of(split(tokens).stream().map(Grouping::group).map(Statement::new).toList());
  }

  private static List<List<Piece>> split(List<Piece> tokens) {
    List<List<Piece>> statements = new ArrayList<>();
    int start = 0;
    int level = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Piece token = tokens.get(i);
      level += token.isPunctuation("(") ? 1 : token.isPunctuation(")") ? -1 : 0;
      if (token.isPunctuation(";") && level <= 0) {
        i = endOfLine(tokens, i);
        statements.add(tokens.subList(start, i + 1));
        start = i + 1;
        level = 0;
      }
    }
    statements.add(tokens.subList(start, tokens.size()));
    return statements.stream().filter(it -> !it.stream().allMatch(Piece::isBlank)).toList();
  }

  /** Spaces and comments behind a semicolon still belong to its statement. */
  private static int endOfLine(List<Piece> tokens, int semicolon) {
    int end = semicolon;
    while (end + 1 < tokens.size() && isTrailing(tokens.get(end + 1))) {
      end++;
    }
    return end;
  }

  private static boolean isTrailing(Piece token) {
    return token.kind() == Kind.SPACE
        || (token.kind() == Kind.COMMENT && !token.text().startsWith("/*"));
  }
}

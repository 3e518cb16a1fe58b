package dev.bulkhead.local.dynamodb;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A PartiQL statement, read as far as IAM must know it: what it does, and to which table. */
final class PartiQlStatement {
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--|/\\*|[A-Za-z0-9_]+|\\S");

  private final List<String> tokens;
  private final String action;
  private final int target;

  PartiQlStatement(String text) throws InvalidCall {
    this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    if (tokens.contains("--") || tokens.contains("/*")) {
      throw InvalidCall.validation("A statement with a comment is not understood here");
    }
    this.action = action(word(0).equals("EXISTS") ? word(2) : word(0));
    this.target = target();
  }

  private static String action(String verb) throws InvalidCall {
    return switch (verb) {
      case "SELECT" -> "PartiQLSelect";
      case "INSERT" -> "PartiQLInsert";
      case "UPDATE" -> "PartiQLUpdate";
      case "DELETE" -> "PartiQLDelete";
      default -> throw InvalidCall.validation("A statement of this kind is not understood here");
    };
  }

  /** DynamoDB knows no joins, so a second FROM is nothing that it could do. */
  private int target() throws InvalidCall {
    List<String> words = tokens.stream().map(t -> t.toUpperCase(Locale.ROOT)).toList();
    int from = words.indexOf("FROM");
    boolean several = from != words.lastIndexOf("FROM");
    int at =
        switch (action) {
          case "PartiQLSelect" -> from + 1;
          case "PartiQLUpdate" -> 1;
          case "PartiQLInsert" -> word(1).equals("INTO") ? 2 : 0;
          case "PartiQLDelete" -> from == 1 ? 2 : 0;
          default -> 0;
        };
    if (several || at == 0 || at >= tokens.size()) {
      throw InvalidCall.validation("The statement's table is not understood here");
    }
    return at;
  }

  String action() {
    return action;
  }

  boolean readsAllAttributes() {
    return action.equals("PartiQLSelect") && tokens.contains("*");
  }

  String resource(TableArns arns) {
    String table = unquoted(tokens.get(target));
    boolean index = target + 2 < tokens.size() && tokens.get(target + 1).equals(".");
    return index ? arns.index(table, unquoted(tokens.get(target + 2))) : arns.table(table);
  }

  private static String unquoted(String token) {
    return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
  }

  private String word(int at) {
    return at < tokens.size() ? tokens.get(at).toUpperCase(Locale.ROOT) : "";
  }
}

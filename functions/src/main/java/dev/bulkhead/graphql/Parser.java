package dev.bulkhead.graphql;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.graphql.Document.OperationDefinition;
import dev.bulkhead.graphql.Lexer.Kind;
import dev.bulkhead.graphql.Lexer.Token;
import dev.bulkhead.graphql.Selection.Field;
import dev.bulkhead.graphql.Selection.Inline;
import dev.bulkhead.graphql.Selection.Spread;
import dev.bulkhead.graphql.Selection.Variable;
import dev.bulkhead.graphql.Selection.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses executable GraphQL: operations and fragments. */
final class Parser {
  /** Deeper than any query may be; it bounds the stack. */
  private static final int MAX_NESTING = 50;

  private static final int MAX_LENGTH = 100_000;

  private final List<Token> tokens;
  private final List<String> directives = new ArrayList<>();
  private int at;
  private int nesting;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The document of a text.
   *
   * @throws InvalidParameter if it is none
   */
  static Document parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidParameter("Syntax Error: The query is longer than 100000 characters.");
    }
    return new Parser(Lexer.read(text)).document();
  }

  private Document document() {
    List<OperationDefinition> operations = new ArrayList<>();
    Map<String, List<Selection>> fragments = new HashMap<>();
    do {
      if (isNext("fragment")) {
        at++;
        String name = name();
        expect("on");
        String type = name();
        directives();
        fragments.put(type.isEmpty() ? "" : name, selections());
      } else {
        operations.add(operation());
      }
    } while (token().kind() != Kind.END);
    return new Document(operations, fragments, directives);
  }

  private OperationDefinition operation() {
    if (isNext("{")) {
      return new OperationDefinition("query", "", Map.of(), Map.of(), selections());
    }
    String type = name();
    if (!type.equals("query") && !type.equals("mutation")) {
      throw unexpected();
    }
    String name = token().kind() == Kind.NAME ? name() : "";
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, @Nullable Object> defaults = new HashMap<>();
    if (take("(")) {
      variables(types, defaults);
    }
    directives();
    return new OperationDefinition(type, name, types, defaults, selections());
  }

  private void variables(Map<String, String> types, Map<String, @Nullable Object> defaults) {
    while (!take(")")) {
      expect("$");
      String name = name();
      expect(":");
      types.put(name, type());
      if (take("=")) {
        Object value = value();
        defaults.put(name, value instanceof Word(String word) ? word : value);
      }
    }
  }

  private String type() {
    descend();
    String type;
    if (take("[")) {
      type = "[" + type() + "]";
      expect("]");
    } else {
      type = name();
    }
    nesting--;
    return take("!") ? type + "!" : type;
  }

  private List<Selection> selections() {
    descend();
    List<Selection> selections = new ArrayList<>();
    expect("{");
    do {
      selections.add(take("...") ? fragment() : field());
    } while (!take("}"));
    nesting--;
    return selections;
  }

  private Selection fragment() {
    if (token().kind() == Kind.NAME && !isNext("on")) {
      var spread = new Spread(name());
      directives();
      return spread;
    }
    if (take("on")) {
      var _ = name();
    }
    directives();
    return new Inline(selections());
  }

  private Field field() {
    String first = name();
    boolean renamed = take(":");
    String name = renamed ? name() : first;
    Map<String, @Nullable Object> arguments = arguments();
    directives();
    return new Field(name, renamed ? first : "", arguments, isNext("{") ? selections() : List.of());
  }

  private Map<String, @Nullable Object> arguments() {
    return take("(") ? pairs(")") : Map.of();
  }

  private Map<String, @Nullable Object> pairs(String end) {
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    while (!take(end)) {
      String name = name();
      expect(":");
      pairs.put(name, value());
    }
    return pairs;
  }

  /** Notes their names: none has a meaning. */
  private void directives() {
    while (take("@")) {
      directives.add(name());
      var _ = arguments();
    }
  }

  private @Nullable Object value() {
    descend();
    Object value = valueHere();
    nesting--;
    return value;
  }

  private @Nullable Object valueHere() {
    if (take("$")) {
      return new Variable(name());
    }
    if (take("{")) {
      return pairs("}");
    }
    if (take("[")) {
      List<@Nullable Object> list = new ArrayList<>();
      while (!take("]")) {
        list.add(value());
      }
      return list;
    }
    Token token = token();
    at++;
    return switch (token.kind()) {
      case STRING -> token.text();
      case NUMBER -> number(token.text());
      case NAME -> word(token.text());
      case PUNCTUATION, END -> throw unexpected(token);
    };
  }

  private static @Nullable Object word(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> new Word(word);
    };
  }

  private static Object number(String text) {
    try {
      return text.matches("-?\\d+")
          ? (Object) Long.valueOf(text)
          : new BigDecimal(text).doubleValue();
    } catch (NumberFormatException _) {
      throw new InvalidParameter("Syntax Error: Invalid number: '" + text + "'.");
    }
  }

  private Token token() {
    return tokens.get(at);
  }

  private boolean isNext(String text) {
    return isMark(token()) && token().text().equals(text);
  }

  private static boolean isMark(Token token) {
    return token.kind() == Kind.PUNCTUATION || token.kind() == Kind.NAME;
  }

  private boolean take(String text) {
    if (isNext(text)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String text) {
    if (!take(text)) {
      throw unexpected();
    }
  }

  private String name() {
    if (token().kind() != Kind.NAME) {
      throw unexpected();
    }
    return tokens.get(at++).text();
  }

  private void descend() {
    if (++nesting > MAX_NESTING) {
      throw new InvalidParameter("Syntax Error: The query is nested too deeply.");
    }
  }

  private InvalidParameter unexpected() {
    return unexpected(token());
  }

  private static InvalidParameter unexpected(Token token) {
    return new InvalidParameter(
        token.kind() == Kind.END
            ? "Syntax Error: Unexpected <EOF>."
            : "Syntax Error: Unexpected '" + token.text() + "'.");
  }
}

package dev.bulkhead.graphql;

import dev.bulkhead.domain.InvalidParameter;
import java.util.ArrayList;
import java.util.List;

/** Cuts GraphQL into tokens. */
final class Lexer {
  private static final String PUNCTUATION = "!$&():=@[]{|}";

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    PUNCTUATION,
    END
  }

  /** A name, number, punctuation mark, or the content of a string. */
  record Token(Kind kind, String text) {}

  /** The tokens, an end last. */
  static List<Token> read(String text) {
    var lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.getLast().kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    skip();
    if (at == text.length()) {
      return new Token(Kind.END, "");
    }
    char c = text.charAt(at);
    if (text.startsWith("...", at)) {
      at += 3;
      return new Token(Kind.PUNCTUATION, "...");
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      at++;
      return new Token(Kind.PUNCTUATION, String.valueOf(c));
    }
    if (c == '"') {
      return new Token(Kind.STRING, text.startsWith("\"\"\"", at) ? block() : string());
    }
    if (isLetter(c)) {
      return new Token(Kind.NAME, word(""));
    }
    if (c == '-' || isDigit(c)) {
      return new Token(Kind.NUMBER, word("-+."));
    }
    throw new InvalidParameter("Syntax Error: Unexpected character: '" + c + "'.");
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (" \t\r\n,\uFEFF".indexOf(c) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private String word(String others) {
    int start = at++;
    while (at < text.length() && isPart(text.charAt(at), others)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isPart(char c, String others) {
    return isLetter(c) || isDigit(c) || others.indexOf(c) >= 0;
  }

  private static boolean isLetter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String block() {
    int end = text.indexOf("\"\"\"", at + 3);
    if (end < 0) {
      throw unterminated();
    }
    String content = text.substring(at + 3, end);
    at = end + 3;
    return content.stripIndent().strip();
  }

  private String string() {
    var content = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return content.toString();
      }
      content.append(c == '\\' ? escaped() : c);
    }
    throw unterminated();
  }

  private char escaped() {
    at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new InvalidParameter("Syntax Error: Invalid character escape sequence.");
    };
  }

  private char unicode() {
    try {
      char c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
      at += 4;
      return c;
    } catch (IndexOutOfBoundsException | NumberFormatException _) {
      throw new InvalidParameter("Syntax Error: Invalid Unicode escape sequence.");
    }
  }

  private static InvalidParameter unterminated() {
    return new InvalidParameter("Syntax Error: Unterminated string.");
  }
}

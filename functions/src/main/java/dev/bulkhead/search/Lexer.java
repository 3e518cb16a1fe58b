package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into tokens where MLflow's lexer does, which is that of a general SQL formatter: the
 * first rule that fits wins, and what fits none is a token of kind OTHER, refused later on.
 */
final class Lexer {
  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String SPACE =
      "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  private static final String DIGIT = "\\p{Nd}";
  private static final String LETTERS =
      "A-Za-z\\xc0-\\xdc\\xe0-\\xf6\\xf8-\\xfc\\u0131\\u017f\\u212a\\u212b";
  private static final String LETTER = "[" + LETTERS + "]";
  private static final String END = "(?!" + WORD + ")";
  private static final String NUMBER_END = "(?![_" + LETTERS + "])";

  /** In this order. No quantifier holds another one, so none of them backtracks for long. */
  private static final List<Rule> RULES =
      List.of(
          rule(Kind.COMMENT, "(?:--|# )[^\\r\\n]*+(?:\\r\\n|\\r|\\n|\\z)"),
          rule(Kind.NEWLINE, "\\r\\n|\\r|\\n"),
          rule(Kind.SPACE, SPACE),
          rule(Kind.OTHER, ":="),
          rule(Kind.PUNCTUATION, "::"),
          rule(Kind.WILDCARD, "\\*"),
          rule(Kind.PLACEHOLDER, "\\?|%(?:\\(" + WORD + "++\\))?s"),
          rule(Kind.PLACEHOLDER, "(?<!" + WORD + ")[$:?]" + WORD + "++"),
          rule(Kind.OTHER, "\\\\" + WORD + "++"),
          rule(Kind.KEYWORD, "(?:case|in|values|using|from|as)" + END),
          rule(Kind.NAME, "(?:@|##?)" + LETTER + WORD + "++"),
          rule(Kind.NAME, LETTER + WORD + "*+(?=" + SPACE + "*+\\.(?!" + DIGIT + "))"),
          rule(Kind.NAME, "(?<=\\.)" + LETTER + WORD + "*+"),
          rule(Kind.NAME, LETTER + WORD + "*+(?=\\()"),
          rule(Kind.OTHER, "-?0x[" + DIGIT + "A-F]++"),
          rule(Kind.FLOAT, "-?" + DIGIT + "++(?:\\." + DIGIT + "++)?e-?" + DIGIT + "++"),
          rule(Kind.FLOAT, "-?(?:" + DIGIT + "++\\." + DIGIT + "*|\\." + DIGIT + "+)" + NUMBER_END),
          rule(Kind.INTEGER, "-?" + DIGIT + "+" + NUMBER_END),
          rule(Kind.NAME, "(?<![\\p{L}\\p{N}_\\])])\\[[^\\]\\[]++\\]"),
          rule(Kind.KEYWORD, "not" + SPACE + "++null" + END),
          rule(
              Kind.ORDER,
              "(?:asc|desc)(?:" + SPACE + "++nulls" + SPACE + "++(?:first|last))?" + END),
          rule(Kind.ORDER, "nulls" + SPACE + "++(?:first|last)" + END),
          rule(Kind.KEYWORD, "(?:group|order)" + SPACE + "++by" + END),
          rule(Kind.COMPARATOR, "(?:not" + SPACE + "++)?(?:like|ilike|rlike|regexp)" + END),
          new Rule(Kind.NAME, compile(WORD + "[\\p{L}\\p{N}_$#]*+"), true),
          rule(Kind.PUNCTUATION, "[;:()\\[\\],.]"),
          rule(Kind.OPERATOR, "->>?|#>>?|@>|<@|-"),
          rule(Kind.COMPARATOR, "[<>=~!]++"),
          rule(Kind.OPERATOR, "[+/@#%^&|-]++"));

  private final String source;
  private final List<Matcher> matchers;
  private final Map<Character, Quotes> quotes = new HashMap<>();
  private int commentsEnd;

  Lexer(String source) {
    this.source = source;
    matchers = RULES.stream().map(rule -> rule.matcher(source)).toList();
  }

  /** All tokens of the text, or its first ones and one more than the limit. */
  List<Piece> tokens(int limit) {
    List<Piece> tokens = new ArrayList<>();
    int at = 0;
    while (at < source.length() && tokens.size() <= limit) {
      Piece token = next(at);
      tokens.add(token);
      at = token.end();
    }
    return tokens;
  }

  private Piece next(int at) {
    Kind kind =
        switch (source.charAt(at)) {
          case '\'' -> Kind.STRING;
          case '"' -> Kind.SYMBOL;
          case '`', '´' -> Kind.NAME;
          case '/' -> Kind.COMMENT;
          default -> Kind.OTHER;
        };
    int end =
        switch (kind) {
          case OTHER -> at;
          case COMMENT -> endOfComment(at);
          default -> quotesOf(source.charAt(at)).endOf(at);
        };
    return end > at ? Piece.token(kind, source, at, end) : byRule(at);
  }

  private Quotes quotesOf(char quote) {
    return quotes.computeIfAbsent(quote, it -> new Quotes(source, it, it == '\'' || it == '"'));
  }

  /** The end of a comment over lines that begins here, or the place itself if none does. */
  private int endOfComment(int at) {
    if (!source.startsWith("/*", at) || commentsEnd < 0) {
      return at;
    }
    commentsEnd = source.indexOf("*/", source.startsWith("+", at + 2) ? at + 3 : at + 2);
    return commentsEnd < 0 ? at : commentsEnd + 2;
  }

  private Piece byRule(int at) {
    for (int i = 0; i < matchers.size(); i++) {
      Matcher matcher = matchers.get(i).region(at, source.length());
      if (matcher.lookingAt()) {
        Rule rule = RULES.get(i);
        Kind kind = rule.bareWord() ? Words.kindOf(matcher.group()) : rule.kind();
        return Piece.token(kind, source, at, matcher.end());
      }
    }
    return Piece.token(Kind.OTHER, source, at, source.offsetByCodePoints(at, 1));
  }

  private static Rule rule(Kind kind, String pattern) {
    return new Rule(kind, compile(pattern), false);
  }

  private static Pattern compile(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** What a token looks like; a bare word may still be a keyword. */
  private record Rule(Kind kind, Pattern pattern, boolean bareWord) {
    /** One whose look-behinds and ends see the whole source. */
    Matcher matcher(String source) {
      return pattern.matcher(source).useTransparentBounds(true).useAnchoringBounds(false);
    }
  }
}

package dev.bulkhead.search;

/** What a piece of a filter or order is: first the tokens, then the groups built from them. */
enum Kind {
  SPACE,
  NEWLINE,
  COMMENT,
  NAME,
  BUILTIN,
  PLACEHOLDER,
  SYMBOL,
  STRING,
  INTEGER,
  FLOAT,
  COMPARATOR,
  OPERATOR,
  WILDCARD,
  PUNCTUATION,
  KEYWORD,
  ORDER,
  OTHER,

  IDENTIFIER,
  FUNCTION,
  PARENTHESIS,
  BRACKETS,
  OPERATION,
  COMPARISON,
  LIST,
  COMMENTS
}

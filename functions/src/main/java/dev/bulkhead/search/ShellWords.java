package dev.bulkhead.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits an order into its field and its direction by the rules of a POSIX shell, as MLflow does:
 * quotes keep blanks together and vanish.
 */
final class ShellWords {
  private static final char NONE = 0;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote = NONE;

  private ShellWords() {}

  /** The words, or nothing if a quote is not closed. */
  static Optional<List<String>> split(String text) {
    ShellWords reader = new ShellWords();
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean escape = letter == '\\' && reader.quote != '\'';
      if (!escape) {
        reader.add(letter);
      } else if (++at == text.length()) {
        return Optional.empty();
      } else {
        reader.addEscaped(text.charAt(at));
      }
    }
    reader.endWord();
    return reader.quote == NONE ? Optional.of(reader.words) : Optional.empty();
  }

  private void add(char letter) {
    if (quote != NONE) {
      if (letter == quote) {
        quote = NONE;
      } else {
        word.append(letter);
      }
    } else if (letter == '\'' || letter == '"') {
      quote = letter;
      inWord = true;
    } else if (letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n') {
      endWord();
    } else {
      word.append(letter);
      inWord = true;
    }
  }

  /** Between double quotes a backslash is meant unless a quote or another one follows. */
  private void addEscaped(char letter) {
    if (quote == '"' && letter != '"' && letter != '\\') {
      word.append('\\');
    }
    word.append(letter);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}

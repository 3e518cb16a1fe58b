package dev.bulkhead.local.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An expression, cut into tokens as far as IAM's condition keys need to know it. */
final class Expression {
  private static final Pattern TOKEN = Pattern.compile("[#:]?[A-Za-z0-9_]+|<=|>=|<>|\\S");
  private static final Pattern ATTRIBUTE = Pattern.compile("#[A-Za-z0-9_]+|[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> KEYWORDS =
      Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");

  private final List<String> tokens;
  private final Members placeholders;

  /**
   * @param placeholders the call's {@code ExpressionAttributeNames}
   */
  Expression(String text, Members placeholders) {
    this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    this.placeholders = placeholders;
  }

  /** The top-level attributes that are named, whatever is done with them. */
  Set<String> attributes() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (startsPath(i)) {
        name(tokens.get(i)).ifPresent(names::add);
      }
    }
    return names;
  }

  /** Every value placeholder that an attribute is said to equal, on either side of the sign. */
  List<String> equalTo(String attribute) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i < tokens.size() - 1; i++) {
      if (tokens.get(i).equals("=")) {
        addIfEqual(attribute, tokens.get(i - 1), tokens.get(i + 1), values);
        addIfEqual(attribute, tokens.get(i + 1), tokens.get(i - 1), values);
      }
    }
    return values;
  }

  private void addIfEqual(String attribute, String left, String right, List<String> values) {
    if (right.startsWith(":") && name(left).filter(attribute::equals).isPresent()) {
      values.add(right);
    }
  }

  private boolean startsPath(int i) {
    boolean nested = i > 0 && tokens.get(i - 1).equals(".");
    boolean function = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
    return !nested
        && !function
        && ATTRIBUTE.matcher(tokens.get(i)).matches()
        && !KEYWORDS.contains(tokens.get(i).toUpperCase(Locale.ROOT));
  }

  private Optional<String> name(String token) {
    return token.startsWith("#") ? placeholders.string(token) : Optional.of(token);
  }
}

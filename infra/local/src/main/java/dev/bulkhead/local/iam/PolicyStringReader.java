package dev.bulkhead.local.iam;

import dev.bulkhead.local.iam.PolicyString.Atom;
import dev.bulkhead.local.iam.PolicyString.Piece;
import dev.bulkhead.local.iam.PolicyString.Variable;
import dev.bulkhead.local.iam.PolicyString.VariableOr;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one string of a policy of version 2012-10-17. */
final class PolicyStringReader {
  private static final Pattern VARIABLE = Pattern.compile("([^{}$',]+)(?:, '([^']*)')?");

  private static final Pattern UNCERTAIN = Pattern.compile("\\$\\{[^*?$,}][^,}]*}");

  /** What {@code *} and {@code ?} mean in the string. */
  private enum Wildcards {
    NONE,
    ANYWHERE,
    /** As in {@code Resource}: held inside one of the parts between colons. */
    RESOURCE
  }

  private final String text;
  private final Wildcards wildcards;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;
  private int colons;

  private PolicyStringReader(String text, Wildcards wildcards) {
    this.text = text;
    this.wildcards = wildcards;
  }

  /** A string whose wildcards are plain characters, as {@code StringEquals} reads it. */
  static PolicyString exact(String text) {
    return new PolicyStringReader(text, Wildcards.NONE).read();
  }

  /** A string whose wildcards match anything, as {@code StringLike} reads it. */
  static PolicyString like(String text) {
    return new PolicyStringReader(text, Wildcards.ANYWHERE).read();
  }

  /** An ARN, or {@code *}. */
  static PolicyString resource(String text) {
    if (!text.equals("*")) {
      requireArn(text);
    }
    return new PolicyStringReader(text, Wildcards.RESOURCE).read();
  }

  /**
   * Refuses a variable that may turn out to have no value, where "not" stands before it: AWS says
   * only that such a statement "might" be invalid, and to take the rest for true would be to guess.
   */
  static void requireValue(String text) {
    if (UNCERTAIN.matcher(text).find()) {
      throw new InvalidPolicy("A variable needs a default where it is negated: " + text);
    }
  }

  /** IAM completes an ARN of fewer than six parts only where it ends in an asterisk. */
  private static void requireArn(String text) {
    String[] parts = text.split(":", 6);
    boolean whole = parts.length == 6 || (parts.length > 3 && text.endsWith("*"));
    if (!parts[0].equals("arn") || !whole) {
      throw new InvalidPolicy("Resource must be * or an ARN of six parts: " + text);
    }
    if (parts[2].contains("*") || parts[2].contains("?")) {
      throw new InvalidPolicy("Resource must name its service without wildcards: " + text);
    }
  }

  private PolicyString read() {
    while (at < text.length()) {
      if (text.startsWith("${", at)) {
        pieces.add(variable());
      } else {
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        colons += point == ':' ? 1 : 0;
        pieces.add(new Atom(atom(point)));
      }
    }
    return PolicyString.of(pieces);
  }

  private int atom(int point) {
    if (wildcards == Wildcards.NONE || (point != '*' && point != '?')) {
      return point;
    }
    boolean inPart = wildcards == Wildcards.RESOURCE && colons < 5;
    if (point == '?') {
      return inPart ? Glob.ONE_BUT_COLON : Glob.ONE;
    }
    // An asterisk at the end of a part may run on across the colons that follow it.
    boolean endsPart = at == text.length() || text.charAt(at) == ':';
    return inPart && !endsPart ? Glob.ANY_BUT_COLON : Glob.ANY;
  }

  private Piece variable() {
    int end = text.indexOf('}', at);
    if (end < 0) {
      throw new InvalidPolicy("A policy variable is not closed: " + text);
    }
    String inside = text.substring(at + 2, end);
    at = end + 1;
    return switch (inside) {
      case "*", "?", "$" -> new Atom(inside.charAt(0));
      default -> named(inside);
    };
  }

  private Piece named(String inside) {
    Matcher form = VARIABLE.matcher(inside);
    if (!form.matches()) {
      throw new InvalidPolicy("Not a policy variable: ${" + inside + "}");
    }
    if (wildcards == Wildcards.RESOURCE && colons < 5) {
      throw new InvalidPolicy("A policy variable may stand only in an ARN's last part: " + text);
    }
    Variable variable = new Variable(ConditionKeys.single(form.group(1)));
    String fallback = form.group(2);
    return fallback == null ? variable : new VariableOr(variable, fallback);
  }
}

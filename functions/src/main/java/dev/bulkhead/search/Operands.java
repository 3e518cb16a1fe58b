package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the right side of a comparison, by what stands on its left.
 *
 * @param listed the attributes that may be compared with a list
 */
record Operands(Set<String> listed) {

  Condition.Operand read(Field field, boolean numeric, Piece piece) {
    return switch (field.entity()) {
      case METRIC -> number(piece, "Expected numeric value type for metric. Found ");
      case PARAM, TAG ->
          text(
              piece,
              "Expected a quoted string value for %s (e.g. 'my-value'). Got value "
                  .formatted(field.entity().word()));
      case ATTRIBUTE -> numeric ? numeric(field, piece) : attribute(field, piece);
      case DATASET ->
          piece.kind() == Kind.PARENTHESIS
              ? list(piece)
              : text(piece, "Expected a quoted string value for dataset attributes. Got value ");
    };
  }

  private static Condition.Operand number(Piece piece, String refusal) {
    if (piece.kind() != Kind.INTEGER && piece.kind() != Kind.FLOAT) {
      throw Refusal.of(refusal + piece.text());
    }
    return PythonNumber.real(piece.text())
        .map(Condition.One::new)
        .orElseThrow(() -> Refusal.of(refusal + piece.text()));
  }

  private static Condition.Operand numeric(Field field, Piece piece) {
    String refusal =
        "Expected numeric value type for numeric attribute: %s. Found ".formatted(field.key());
    return piece.kind() == Kind.INTEGER
        ? PythonNumber.integer(piece.text())
            .<Condition.Operand>map(Condition.One::new)
            .orElseGet(() -> number(piece, refusal))
        : number(piece, refusal);
  }

  private Condition.Operand attribute(Field field, Piece piece) {
    if (piece.kind() != Kind.PARENTHESIS) {
      return text(piece, "Expected a quoted string value for attributes. Got value ");
    }
    if (!listed.contains(field.key())) {
      throw Refusal.of(
          "Only %s attributes support comparison with a list of quoted string values."
              .formatted(PythonText.list(listed)));
    }
    return list(piece);
  }

  private static Condition.Operand text(Piece piece, String refusal) {
    if (piece.kind() != Kind.STRING && piece.kind() != Kind.IDENTIFIER) {
      throw Refusal.of(refusal + piece.text());
    }
    return unquoted(piece.text())
        .map(it -> new Condition.One(new Value.Text(it)))
        .orElseThrow(
            () ->
                Refusal.of(
                    ("Parameter value is either not quoted or unidentified quote types used for"
                            + " string value %s. Use either single or double quotes.")
                        .formatted(piece.text())));
  }

  private static Condition.Operand list(Piece piece) {
    List<PythonTuple.Element> elements =
        PythonTuple.read(piece.text())
            .orElseThrow(
                () ->
                    Refusal.of(
                        "While parsing a list in the query, expected a non-empty list of string"
                            + " values, but got ill-formed list."));
    if (elements.isEmpty()) {
      throw Refusal.of(
          "While parsing a list in the query, expected a non-empty list of string values, but got"
              + " empty list");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (PythonTuple.Element element : elements) {
      if (!(element instanceof PythonTuple.Text(String text))) {
        throw Refusal.of(
            "While parsing a list in the query, expected string value, punctuation, or whitespace,"
                + " but got different type in list: "
                + PythonTuple.print(elements));
      }
      texts.add(text);
    }
    return new Condition.Many(texts);
  }

  private static Optional<String> unquoted(String text) {
    return isQuoted(text, "'") || isQuoted(text, "\"")
        ? Optional.of(text.substring(1, text.length() - 1))
        : Optional.empty();
  }

  /** The text without the first of these quotes that is around it. */
  static String trim(String text, String... quotes) {
    for (String quote : quotes) {
      if (isQuoted(text, quote)) {
        return text.substring(1, text.length() - 1);
      }
    }
    return text;
  }

  private static boolean isQuoted(String text, String quote) {
    return text.length() >= 2 && text.startsWith(quote) && text.endsWith(quote);
  }
}

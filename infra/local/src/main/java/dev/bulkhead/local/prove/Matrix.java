package dev.bulkhead.local.prove;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A proof as a table for people: attempts downwards, sessions across. */
public final class Matrix {
  private final Proof proof;

  private Matrix(Proof proof) {
    this.proof = proof;
  }

  /** The table, with all that went wrong spelled out below it. */
  public static String of(Proof proof) {
    return new Matrix(proof).text();
  }

  private String text() {
    var lines = new StringBuilder();
    header(lines);
    Map<String, List<Result>> rows =
        proof.results().stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.attempt().service() + " " + r.attempt().name(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    rows.forEach((name, results) -> row(lines, name, results));
    lines.append(
        "\nWhere a line does not say whose data it is after, it is the other tenant's."
            + "\nyes: allowed, as it must be   no: denied, as it must be   -: not tried\n");
    list(lines, "CROSSED: done, and must not be", proof.crossings());
    list(lines, "UNPROVEN: failed, and says nothing of the walls", proof.unproven());
    list(lines, "Left behind", proof.leftovers());
    return lines.toString();
  }

  private void header(StringBuilder lines) {
    line(lines, "", proof.sessions().stream().map(s -> columnOf(s)).toList());
    line(lines, "", proof.sessions().stream().map(s -> s.access().tag()).toList());
    line(
        lines,
        "",
        proof.sessions().stream().map(s -> s.capability().name().substring(0, 5)).toList());
  }

  /** Tenants are A and B: their names differ in their last letter alone. */
  private String columnOf(Session session) {
    return session.tenant().equals(proof.tenants().getFirst()) ? "A" : "B";
  }

  private void row(StringBuilder lines, String name, List<Result> results) {
    Map<Session, String> cells =
        results.stream().collect(Collectors.toMap(Result::session, Matrix::cell));
    line(
        lines,
        name,
        proof.sessions().stream().map(session -> cells.getOrDefault(session, "-")).toList());
  }

  private static String cell(Result result) {
    return switch (result.verdict()) {
      case HELD -> result.attempt().allowed() ? "yes" : "no";
      case CROSSED -> "CROSSED";
      case UNPROVEN -> "UNPROVEN";
    };
  }

  private static void line(StringBuilder lines, String name, List<String> cells) {
    lines.append("%-50s".formatted(name));
    cells.forEach(cell -> lines.append(" %-8s".formatted(cell)));
    lines.append('\n');
  }

  private static void list(StringBuilder lines, String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      lines.append('\n').append(title).append(":\n");
      sentences.forEach(sentence -> lines.append("  ").append(sentence).append('\n'));
    }
  }
}

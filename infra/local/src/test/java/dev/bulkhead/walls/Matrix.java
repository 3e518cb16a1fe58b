package dev.bulkhead.walls;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every call made with every fault, how it ended, and which wall it was that stopped it. */
final class Matrix {

  private static final String HEAD = "%-70s %6s %4s %4s %4s %4s %4s %4s %5s %3s%n";

  /** One call with one fault. */
  record Line(Walls walls, String call, String role, Fault fault, Verdict verdict, String why) {}

  private record Cell(String call, String role, Fault fault) {}

  private final List<Line> lines = new ArrayList<>();
  private final Map<Cell, Map<Walls, Line>> cells = new LinkedHashMap<>();

  void add(Line line) {
    lines.add(line);
    cells
        .computeIfAbsent(
            new Cell(line.call(), line.role(), line.fault()), _ -> new EnumMap<>(Walls.class))
        .put(line.walls(), line);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Writes what people read, and what programs do. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("walls-matrix.md"), table());
    Files.write(directory.resolve("walls-matrix.json"), json());
  }

  private byte[] json() {
    return Json.write(
        out -> {
          out.writeArrayFieldStart("calls");
          for (Line line : lines) {
            out.writeStartObject();
            out.writeStringField("call", line.call());
            out.writeStringField("role", line.role());
            out.writeStringField("fault", line.fault().name());
            out.writeStringField("walls", line.walls().name());
            out.writeStringField("outcome", line.verdict().name());
            out.writeStringField("because", line.why());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** A row per call, a column per fault. */
  String table() {
    var text = new StringBuilder(legend());
    text.append("\n| call | role |");
    List<Fault> faults = List.of(Fault.values());
    faults.forEach(fault -> text.append(' ').append(faults.indexOf(fault)).append(" |"));
    text.append("\n|---|---|").append("---|".repeat(Fault.values().length)).append('\n');
    cells.keySet().stream()
        .map(cell -> List.of(cell.call(), cell.role()))
        .distinct()
        .forEach(row -> text.append(row(row.getFirst(), row.getLast())));
    return text.toString();
  }

  private String row(String call, String role) {
    var row = new StringBuilder("| " + call + " | " + role + " |");
    for (Fault fault : Fault.values()) {
      row.append(' ').append(sign(new Cell(call, role, fault))).append(" |");
    }
    return row.append('\n').toString();
  }

  private String sign(Cell cell) {
    Map<Walls, Line> by = cells.getOrDefault(cell, Map.of());
    Line both = by.get(Walls.BOTH);
    if (both == null) {
      return "";
    }
    return both.verdict() == Verdict.DENIED ? "D:" + both.why() : both.verdict().sign();
  }

  /** How often each call ended how, in a few lines that fit a console. */
  String summary() {
    var text = new StringBuilder("With both walls, and one thing wrong in our own code:\n");
    text.append(
        HEAD.formatted("call", "faults", "=", "N", "D:e", "D:t", "D:r", "D:s", "D:rs", "!"));
    var byCall = new LinkedHashMap<String, List<Line>>();
    lines.stream()
        .filter(line -> line.walls() == Walls.BOTH)
        .filter(line -> !Fault.BEFORE_BOTH_WALLS.contains(line.fault()))
        .forEach(
            line ->
                byCall
                    .computeIfAbsent(line.call() + ", " + line.role(), _ -> new ArrayList<>())
                    .add(line));
    byCall.forEach((call, of) -> text.append(counts(call, of)));
    text.append(counts("all", byCall.values().stream().flatMap(List::stream).toList()));
    text.append("\nWrong before both walls, which no wall can stop:\n");
    for (Fault fault : List.of(Fault.values())) {
      if (Fault.BEFORE_BOTH_WALLS.contains(fault)) {
        text.append(counts(fault.name(), lines.stream().filter(l -> l.fault() == fault).toList()));
      }
    }
    return text.toString();
  }

  private static String counts(String name, List<Line> of) {
    return HEAD.formatted(
        name.length() > 70 ? name.substring(0, 70) : name,
        of.size(),
        count(of, Verdict.SAME, ""),
        count(of, Verdict.NOT_FOUND, ""),
        count(of, Verdict.DENIED, "e"),
        count(of, Verdict.DENIED, "t"),
        count(of, Verdict.DENIED, "r"),
        count(of, Verdict.DENIED, "s"),
        count(of, Verdict.DENIED, "rs"),
        of.stream().filter(line -> !line.verdict().isSafe()).count());
  }

  private static long count(List<Line> of, Verdict verdict, String why) {
    return of.stream()
        .filter(line -> line.verdict() == verdict)
        .filter(line -> verdict != Verdict.DENIED || line.why().equals(why))
        .count();
  }

  private static String legend() {
    var text = new StringBuilder("# Calls with one thing wrong in our own code\n\n");
    text.append("`=` answered exactly as without the fault; `N` not found; `D:` denied, by ");
    text.append(
        "our own code (`e`), by STS (`t`), or by the role's policy (`r`), the session policy ");
    text.append("(`s`) or either of them (`rs`), as the evaluator says. Faults whose names are ");
    text.append("struck out are wrong before both walls, which then are told the wrong tenant: ");
    text.append("they show what the authorizer and the decoding of keys are trusted with.\n\n");
    List<Fault> faults = List.of(Fault.values());
    for (Fault fault : faults) {
      String strike = Fault.BEFORE_BOTH_WALLS.contains(fault) ? "~~" : "";
      text.append(faults.indexOf(fault)).append(". ").append(strike).append('`').append(fault);
      text.append('`').append(strike).append(": ");
      text.append(fault.words()).append("\n");
    }
    return text.toString();
  }
}

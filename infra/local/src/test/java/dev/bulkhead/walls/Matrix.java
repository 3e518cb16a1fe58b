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
import java.util.Optional;

/** Every call made with every fault, how it ended, and which wall it was that stopped it. */
final class Matrix {

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
    return both.verdict() == Verdict.DENIED
        ? "D:" + both.why() + alone(by, Walls.ROLE_ALONE, "r") + alone(by, Walls.SESSION_ALONE, "s")
        : both.verdict().sign();
  }

  private static String alone(Map<Walls, Line> by, Walls walls, String letter) {
    return Optional.ofNullable(by.get(walls))
        .filter(line -> line.verdict() == Verdict.DENIED)
        .map(_ -> letter)
        .orElse("");
  }

  private static String legend() {
    var text = new StringBuilder("# Calls with one thing wrong in our own code\n\n");
    text.append("`=` answered exactly as without the fault; `N` not found; `D:` denied, by the ");
    text.append("edge (`e`), by AWS, and there by the role's policy alone (`r`), by the session ");
    text.append("policy alone (`s`) or by STS (`t`). `D:` alone: tried with both walls only.\n\n");
    List<Fault> faults = List.of(Fault.values());
    for (Fault fault : faults) {
      text.append(faults.indexOf(fault)).append(". `").append(fault).append("`: ");
      text.append(fault.words()).append("\n");
    }
    return text.toString();
  }
}

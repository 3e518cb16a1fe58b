package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What operations cost, from the file that a test of the local stack holds them to exactly.
 *
 * @param operations in the order of the file
 */
record Costs(List<Operation> operations) {
  private static final String FILE = "infra/local/src/test/resources/dev/bulkhead/costs/units.tsv";
  private static final double WRITE_UNIT = 0.625e-6;
  private static final double READ_UNIT = 0.125e-6;

  /** One call at the gateway, and one invocation. */
  private static final double CALL = 1.00e-6 + 0.20e-6;

  /**
   * One operation.
   *
   * @param target what it may cost at most, in words
   */
  record Operation(String name, double written, double read, int calls, String target) {

    /** In US dollars, of DynamoDB alone. */
    double dynamo() {
      return written * WRITE_UNIT + read * READ_UNIT;
    }

    /** In US dollars, with the gateway and the invocation, without the time that it runs. */
    double whole() {
      return dynamo() + calls * CALL;
    }
  }

  static Costs read(Path root) throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve(FILE))) {
      return new Costs(
          lines
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .map(Costs::operation)
              .toList());
    }
  }

  private static Operation operation(String[] cells) {
    return new Operation(
        cells[0],
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Integer.parseInt(cells[3]),
        target(cells[4], "WRU") + target(cells[5], "RRU"));
  }

  private static String target(String most, String unit) {
    return most.isEmpty()
        ? ""
        : most.replace("!", "") + " " + unit + (most.endsWith("!") ? " (missed) " : " ");
  }
}

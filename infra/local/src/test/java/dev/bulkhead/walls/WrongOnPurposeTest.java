package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.walls.Matrix.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every route and every event with every fault of our own: no call reads, changes or reveals what
 * is another tenant's, and no viewer changes anything.
 */
final class WrongOnPurposeTest {
  private static final Matrix MATRIX = new Matrix();
  @TempDir static Path scratch;

  @AfterAll
  static void write() throws IOException {
    MATRIX.write(Stack.ROOT.resolve("infra/local/target"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEITHER")
  void noFaultCrossesAWall(Walls walls) throws IOException {
    try (var trial = new Trial(walls, scratch)) {
      var trials = new Trials(trial, walls);

      List<Line> lines = trials.run(faults(walls));

      lines.forEach(MATRIX::add);
      assertThat(lines).filteredOn(line -> !line.verdict().isSafe()).isEmpty();
      assertThat(trial.isUntouched()).isTrue();
      assertThat(calls(lines)).containsAll(keys(trial.routes()));
    }
  }

  /** With one wall down, a fault that takes away the other is none of a single wall's input. */
  private static Set<Fault> faults(Walls walls) {
    var faults = EnumSet.allOf(Fault.class);
    if (walls == Walls.SESSION_ALONE) {
      faults.remove(Fault.POLICY_EMPTIED);
    }
    return faults;
  }

  /** The proof that what looks for leaks sees them. */
  @Test
  void withoutWallsTheFaultsAreSeenToCross() throws IOException {
    try (var trial = new Trial(Walls.NEITHER, scratch)) {
      List<Line> lines =
          new Trials(trial, Walls.NEITHER)
              .run(
                  EnumSet.of(
                      Fault.TABLE_KEYS_OF_ANOTHER,
                      Fault.TABLE_DELIMITER_DROPPED,
                      Fault.TABLE_PREFIX_DROPPED,
                      Fault.OBJECT_KEYS_OF_ANOTHER,
                      Fault.OBJECT_DELIMITER_DROPPED,
                      Fault.OBJECT_PREFIX_DROPPED,
                      Fault.SPILL_KEYS_OF_ANOTHER,
                      Fault.URL_FOR_ANOTHER,
                      Fault.LISTING_CUT,
                      Fault.ROLE_NOT_CHECKED));

      Map<Fault, Set<Verdict>> seen =
          lines.stream()
              .collect(
                  Collectors.groupingBy(
                      Line::fault, Collectors.mapping(Line::verdict, Collectors.toSet())));

      assertThat(seen.get(Fault.TABLE_KEYS_OF_ANOTHER)).contains(Verdict.REVEALED, Verdict.CROSSED);
      assertThat(lines.stream().filter(line -> !line.verdict().isSafe()).count())
          .isGreaterThan(100);
      System.out.println(seen);
    }
  }

  private static Set<String> calls(List<Line> lines) {
    return lines.stream().map(Line::call).collect(Collectors.toSet());
  }

  private static Set<String> keys(List<ApiRoute> routes) {
    return routes.stream().map(ApiRoute::key).collect(Collectors.toSet());
  }
}

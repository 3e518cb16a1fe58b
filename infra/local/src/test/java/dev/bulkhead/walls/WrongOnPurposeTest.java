package dev.bulkhead.walls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.walls.Matrix.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every route and every event with every fault of our own: no call reads, changes or reveals what
 * is another tenant's, and no viewer changes anything.
 */
final class WrongOnPurposeTest {
  private static final Matrix MATRIX = new Matrix();
  private static Trial unwalled;
  @TempDir static Path scratch;

  @BeforeAll
  static void start() throws IOException {
    unwalled = new Trial(Walls.NEITHER, scratch);
  }

  @AfterAll
  static void write() throws IOException {
    unwalled.close();
    System.out.println(MATRIX.summary());
    MATRIX.write(Stack.ROOT.resolve("infra/local/target"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEITHER")
  void noFaultCrossesAWall(Walls walls) throws IOException {
    try (var trial = new Trial(walls, scratch)) {
      var trials = new Trials(trial, walls);

      List<Line> lines = trials.run(faults(walls));

      lines.forEach(MATRIX::add);
      assertThat(lines)
          .filteredOn(line -> !Fault.BEFORE_BOTH_WALLS.contains(line.fault()))
          .filteredOn(line -> !line.verdict().isSafe())
          .isEmpty();
      assertThat(trial.isUntouched()).isTrue();
      assertThat(calls(lines)).containsAll(keys(trial.routes()));
    }
  }

  /**
   * With one wall down, those that concern walls at all, but none that takes away the other: that
   * would be two faults.
   */
  private static Set<Fault> faults(Walls walls) {
    return walls == Walls.BOTH
        ? EnumSet.allOf(Fault.class)
        : EnumSet.complementOf(
            EnumSet.of(
                Fault.NONE,
                Fault.POLICY_EMPTIED,
                Fault.TAGS_DROPPED,
                Fault.ACCESS_WIDENED,
                Fault.ACCESS_WIDENED_IN_TAG,
                Fault.ACCESS_WIDENED_IN_POLICY,
                Fault.OWN_ROLE_USED,
                Fault.PAGE_TOKEN_NOT_BOUND,
                // What climbs is acme's own, as S3 takes keys as they are.
                Fault.OBJECT_KEYS_CLIMB,
                Fault.TAGS_SWAPPED,
                Fault.TAG_ADDED,
                Fault.ROLE_OF_ANOTHER,
                Fault.NAME_OF_ANOTHER,
                Fault.UPLOAD_OF_ANOTHER,
                Fault.EVENT_KEY_NOT_DECODED,
                Fault.EVENT_KEY_DECODED_TWICE,
                Fault.TENANT_OF_ANOTHER_NAMED,
                Fault.TENANT_OF_ANOTHER_OPENED,
                Fault.EVENT_OF_ANOTHER));
  }

  /**
   * What no wall can stop, shown so that nobody relies on it: with a wrong tenant from the start
   * both walls let the wrong tenant in. Each of these is tested for itself, thousands of times.
   */
  @Test
  void aWrongTenantFromTheStartDefeatsBothWalls() throws IOException {
    String run = "GET /{api}/2.0/mlflow/runs/get";
    try (var trial = new Trial(Walls.BOTH, scratch)) {
      var trials = new Trials(trial, Walls.BOTH);

      assertThat(
              Stream.of(
                  trials.run(run, "editor", Fault.TENANT_OF_ANOTHER_NAMED),
                  trials.run(run, "editor", Fault.TENANT_OF_ANOTHER_OPENED),
                  trials.run(
                      "GET /{api}/2.0/bulkhead/tokens", "admin", Fault.TENANT_OF_ANOTHER_OPENED)))
          .allSatisfy(
              lines -> assertThat(lines).extracting(Line::verdict).containsOnly(Verdict.REVEALED));
    }
  }

  @Test
  void noFunctionOfTheTemplateIsMissing() throws IOException {
    var functions = new FaultyFunctions(unwalled.sessions(), Fault.NONE);

    assertThat(unwalled.functions()).allSatisfy(id -> assertThat(functions.get(id)).isNotNull());
  }

  /** The proof that what looks for leaks sees them: without the walls these would be. */
  @ParameterizedTest
  @CsvSource({
    "TABLE_KEYS_OF_ANOTHER, GET /{api}/2.0/mlflow/runs/get, editor, REVEALED",
    "TABLE_KEYS_OF_ANOTHER, POST /{api}/2.0/mlflow/runs/search, editor, REVEALED",
    "TABLE_KEYS_OF_ANOTHER, POST /{api}/2.0/mlflow/runs/set-tag, editor, CROSSED",
    "TABLE_KEYS_OF_ANOTHER, GET /{api}/2.0/bulkhead/tokens, admin, REVEALED",
    "TABLE_DELIMITER_DROPPED, GET /{api}/2.0/mlflow/experiments/get, editor, REVEALED",
    "TABLE_PREFIX_DROPPED, POST /{api}/2.0/mlflow/experiments/delete, editor, CROSSED",
    "OBJECT_KEYS_OF_ANOTHER, DELETE /{api}/2.0/mlflow-artifacts/artifacts/{path+}, editor, CROSSED",
    "OBJECT_KEYS_OF_ANOTHER, GET /{api}/2.0/mlflow-artifacts/artifacts/{path+}, editor, REVEALED",
    "OBJECT_KEYS_OF_ANOTHER, POST /{api}/2.0/mlflow-artifacts/mpu/abort/{path+}, editor, CROSSED",
    "OBJECT_DELIMITER_DROPPED, PUT /{api}/2.0/mlflow-artifacts/artifacts/{path+}, editor, CROSSED",
    "SPILL_KEYS_OF_ANOTHER, GET /{api}/2.0/mlflow/runs/get, editor, REVEALED",
    "URL_FOR_ANOTHER, GET /{api}/2.0/mlflow-artifacts/presigned/{path+}, editor, REVEALED",
    "ROLE_NOT_CHECKED, POST /{api}/2.0/mlflow/runs/set-tag, viewer, VIEWER_WROTE",
    "ROLE_NOT_CHECKED, PUT /{api}/2.0/mlflow-artifacts/artifacts/{path+}, viewer, VIEWER_WROTE"
  })
  void leaksAreSeenWhenBothWallsAreDown(Fault fault, String call, String role, Verdict seen) {
    List<Line> lines = new Trials(unwalled, Walls.NEITHER).run(call, role, fault);

    assertThat(lines).extracting(Line::verdict).containsOnly(seen);
  }

  private static Set<String> calls(List<Line> lines) {
    return lines.stream().map(Line::call).collect(Collectors.toSet());
  }

  private static Set<String> keys(List<ApiRoute> routes) {
    return routes.stream().map(ApiRoute::key).collect(Collectors.toSet());
  }
}

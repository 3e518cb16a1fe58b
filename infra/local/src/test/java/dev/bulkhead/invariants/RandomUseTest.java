package dev.bulkhead.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Siege;
import dev.bulkhead.local.template.ApiRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of every operation, by several tenants and roles. For longer: {@code
 * -Dbulkhead.invariants.rounds=200 -Dbulkhead.invariants.seed=1}.
 */
final class RandomUseTest {
  private static final int STEPS = 120;
  private static final int MOST_SHRINKS = 60;

  private static Siege siege;
  private static int worlds;

  @BeforeAll
  static void start() throws IOException {
    siege = new Siege(List.of());
  }

  @AfterAll
  static void stop() {
    siege.close();
  }

  static LongStream seeds() {
    long first = Long.getLong("bulkhead.invariants.seed", System.nanoTime());
    return LongStream.range(first, first + Integer.getInteger("bulkhead.invariants.rounds", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theServiceDoesWhatTheReferenceDoesAndNobodySeesAnothers(long seed) {
    List<Step> steps = Step.random(seed, STEPS, 3);
    try {
      world().run(steps);
    } catch (AssertionError failure) {
      throw new AssertionError(
          "Seed " + seed + ", shrunken: " + shrunken(steps, World::run), failure);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void soItIsWhenAllAreAtItAtOnce(long seed) throws Exception {
    List<Step> steps = Step.random(seed + 1_000_000, STEPS, 3);
    try {
      world().runAtOnce(steps);
    } catch (Exception | AssertionError failure) {
      // What fails one after the other too is easier to look into.
      Way way = fails(steps, World::run) ? World::run : World::runAtOnce;
      throw new AssertionError(
          "Seed %d, at once; one after the other it %s; shrunken: %s"
              .formatted(
                  seed, fails(steps, World::run) ? "fails too" : "holds", shrunken(steps, way)),
          failure);
    }
  }

  /** Each step once and in order, so that no chance decides whether a route is driven at all. */
  @Test
  void everyRouteOfTheTemplateIsDrivenByAStep() {
    var steps = new ArrayList<Step>();
    for (Step.Kind kind :
        List.of(
            Step.Kind.CREATE_EXPERIMENT,
            Step.Kind.CREATE_RUN,
            Step.Kind.CREATE_MODEL,
            Step.Kind.PUT_FILE,
            Step.Kind.UPLOAD_BY_URL,
            Step.Kind.PUT_MODEL_FILE)) {
      steps.add(new Step(0, false, kind, 0, 0, 0));
    }
    for (Step.Kind kind : Step.Kind.values()) {
      // What deletes comes after all else, the things in things first.
      if (!kind.name().startsWith("DELETE_")) {
        steps.add(new Step(0, false, kind, 0, 0, 0));
      }
    }
    for (Step.Kind kind : List.of(Step.Kind.values()).reversed()) {
      if (kind.name().startsWith("DELETE_")) {
        steps.add(new Step(0, false, kind, 0, 0, 0));
      }
    }
    for (Step.Kind kind : List.of(Step.Kind.RESTORE_RUN, Step.Kind.RESTORE_EXPERIMENT)) {
      steps.add(new Step(0, false, kind, 0, 0, 0));
    }

    world().run(steps);

    assertThat(siege.aws().template().routes())
        .extracting(ApiRoute::key)
        .filteredOn(key -> !key.equals("$default"))
        .filteredOn(key -> Principal.asked().stream().noneMatch(a -> a.matches(pattern(key))))
        .as("routes that no step drives")
        .isEmpty();
  }

  private static String pattern(String key) {
    return key.replaceAll("\\{[a-z_]+\\+}", ".+").replaceAll("\\{[a-z_]+}", "[^/]+");
  }

  private interface Way {
    void run(World world, List<Step> steps) throws Exception;
  }

  /** Leaves out ever smaller pieces, as long as it still fails. */
  private static List<Step> shrunken(List<Step> failing, Way way) {
    List<Step> least = failing;
    int tries = 0;
    for (int piece = least.size() / 2; piece > 0; piece /= 2) {
      for (int from = 0; from + piece <= least.size() && tries < MOST_SHRINKS; tries++) {
        var fewer = new ArrayList<>(least.subList(0, from));
        fewer.addAll(least.subList(from + piece, least.size()));
        if (fails(fewer, way)) {
          least = fewer;
        } else {
          from += piece;
        }
      }
    }
    return least;
  }

  private static boolean fails(List<Step> steps, Way way) {
    siege.clearLog();
    try {
      way.run(world(), steps);
      return false;
    } catch (Exception | AssertionError _) {
      return true;
    }
  }

  private static World world() {
    worlds++;
    return new World(siege, List.of("w" + worlds + "a", "w" + worlds + "ab", "w" + worlds + "a-b"));
  }
}

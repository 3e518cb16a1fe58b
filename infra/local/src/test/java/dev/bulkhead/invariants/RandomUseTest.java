package dev.bulkhead.invariants;

import dev.bulkhead.attacks.Siege;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
      throw new AssertionError("Seed " + seed + ", shrunken: " + shrunken(steps), failure);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void soItIsWhenAllAreAtItAtOnce(long seed) throws Exception {
    try {
      world().runAtOnce(Step.random(seed + 1_000_000, STEPS, 3));
    } catch (Exception | AssertionError failure) {
      throw new AssertionError("Seed " + seed, failure);
    }
  }

  /** Leaves out ever smaller pieces, as long as it still fails. */
  private static List<Step> shrunken(List<Step> failing) {
    List<Step> least = failing;
    int tries = 0;
    for (int piece = least.size() / 2; piece > 0; piece /= 2) {
      for (int from = 0; from + piece <= least.size() && tries < MOST_SHRINKS; tries++) {
        var fewer = new ArrayList<>(least.subList(0, from));
        fewer.addAll(least.subList(from + piece, least.size()));
        if (fails(fewer)) {
          least = fewer;
        } else {
          from += piece;
        }
      }
    }
    return least;
  }

  private static boolean fails(List<Step> steps) {
    siege.clearLog();
    try {
      world().run(steps);
      return false;
    } catch (AssertionError _) {
      return true;
    }
  }

  private static World world() {
    worlds++;
    return new World(siege, List.of("w" + worlds + "a", "w" + worlds + "ab", "w" + worlds + "a-b"));
  }
}

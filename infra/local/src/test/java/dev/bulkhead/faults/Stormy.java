package dev.bulkhead.faults;

import dev.bulkhead.attacks.Siege;
import dev.bulkhead.local.faults.FaultyFunctions;
import dev.bulkhead.local.faults.Weather;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A test in a weather that it makes; it is fine before and after each. */
abstract class Stormy {
  static final Weather WEATHER = new Weather();

  private static FaultyFunctions functions;
  static Siege siege;

  @BeforeAll
  static void start() throws IOException {
    functions = new FaultyFunctions(WEATHER);
    siege = Hurry.siege(functions);
  }

  @AfterAll
  static void stop() throws IOException {
    siege.close();
    functions.close();
  }

  @AfterEach
  void clear() {
    WEATHER.clear();
  }
}

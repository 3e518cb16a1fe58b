package dev.bulkhead.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells on standard error what is going on, as a run takes many minutes. */
final class Progress {
  private Progress() {}

  static void say(String text) {
    System.err.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }
}

package dev.bulkhead.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells on standard error what is going on, as a run takes many minutes. */
final class Progress {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Progress() {}

  static void say(String text) {
    System.err.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + text);
  }
}

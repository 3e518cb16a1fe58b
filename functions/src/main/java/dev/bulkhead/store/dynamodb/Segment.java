package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import java.util.List;

/**
 * Points of a run as one object, which never changes.
 *
 * @param name of the object
 * @param points how many it has
 * @param length in bytes
 * @param indexLength how many of these, at the end, are the index
 */
record Segment(String name, long points, long length, int indexLength) {

  /** What the names of a run's segments go on behind, with a slash. */
  static String folder(RunId run) {
    return "metrics/" + run;
  }

  String text() {
    return String.join(" ", List.of(name, "" + points, "" + length, "" + indexLength));
  }

  static Segment of(String text) {
    String[] parts = text.split(" ", -1);
    return new Segment(
        parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
  }
}

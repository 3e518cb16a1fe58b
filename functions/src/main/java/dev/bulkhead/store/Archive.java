package dev.bulkhead.store;

import java.util.List;
import java.util.Optional;

/**
 * A tenant's items as lines of text, to be exported and restored: all but what is made anew from
 * the rest, which is what is noted and counted of files, and which segments runs are sealed in.
 */
public interface Archive {

  /**
   * Some of the items: those of fifty runs or so.
   *
   * <p>A run or a logged model is read with all that it has, at one moment: where it was written to
   * meanwhile it is read again, three times at most. Else each item is as it was when it was read.
   *
   * @param place where the slice before ended; empty for the first
   */
  Slice read(Optional<String> place);

  /**
   * Puts items as they were exported; to do so again changes nothing.
   *
   * @param home what the locations of the tenant's files at {@code s3://} began with where it was
   *     exported; they become such of this tenant here
   */
  void write(List<String> lines, String home);

  /** What the locations of this tenant's files at {@code s3://} begin with. */
  String home();

  /** Whether the tenant has nothing but the experiment that it is created with. */
  boolean isEmpty();

  /** Takes that experiment away, too, since the export has its own. */
  void clear();

  /**
   * Some items.
   *
   * @param spilled names of objects that they lead to, which are deleted 20 minutes after they are
   *     replaced and must have been copied before
   * @param unsettled runs and models that were written to each time they were read
   * @param next where the next slice begins; empty if this was the last
   */
  record Slice(
      List<String> lines, List<String> spilled, List<String> unsettled, Optional<String> next) {
    /** Copies the lists. */
    public Slice {
      lines = List.copyOf(lines);
      spilled = List.copyOf(spilled);
      unsettled = List.copyOf(unsettled);
    }
  }
}

package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import java.time.Instant;
import java.util.List;

/**
 * What a tenant has deleted and may still restore, and how it is erased for good: taken out of
 * everybody's sight first, then emptied piece by piece, and forgotten last. Whatever stops between
 * two calls, the same calls again go on from there.
 */
public interface Bin {

  /** What was deleted before a time and is not restored, longest ago first. */
  List<Deleted> list(Instant before, int limit);

  /** Whether a run or logged model is there, deleted or not; what was taken is not. */
  boolean has(Thing thing);

  /**
   * Takes a thing out of everybody's sight, so that it can never be restored. Says whether it is
   * there to be emptied; it is not if it was restored, or erased with its experiment. Of an
   * experiment the name is free again.
   */
  boolean take(Deleted thing);

  /**
   * What is left of a thing that was taken: itself, or the runs and models of an experiment, at
   * most so many.
   */
  List<Remains> remains(Deleted thing, int limit);

  /**
   * Removes all items of a run or model whose files are gone, and what spilled from these, and
   * notes where the files were, for {@link #erased}.
   */
  void erase(Remains remains, Instant now);

  /** Forgets a thing of which nothing is left but itself. */
  void forget(Deleted thing);

  /** What was erased before a time and is not closed, longest ago first. */
  List<Erased> erased(Instant before, int limit);

  /** Removes what came after something was erased, and forgets that it was. */
  void close(Erased erased);

  /** A kind of thing that can be deleted. */
  enum Kind {
    RUN('R'),
    EXPERIMENT('X'),
    MODEL('M');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Kind of(char letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalStateException("No kind of thing has the letter " + letter);
    }
  }

  /** Something that can be deleted. */
  record Thing(Kind kind, String id) {
    /** A run. */
    public static Thing run(RunId id) {
      return new Thing(Kind.RUN, id.value());
    }

    /** An experiment, with all that is in it. */
    public static Thing experiment(ExperimentId id) {
      return new Thing(Kind.EXPERIMENT, id.value());
    }

    /** A logged model. */
    public static Thing model(ModelId id) {
      return new Thing(Kind.MODEL, id.value());
    }

    /** Reads what {@link #text} wrote. */
    public static Thing of(String text) {
      return new Thing(Kind.of(text.charAt(0)), text.substring(2));
    }

    /** Kind and id, as keys have them. */
    public String text() {
      return kind.letter + "#" + id;
    }

    /** The thing, deleted then. */
    public Deleted at(Instant time) {
      return new Deleted(this, time);
    }
  }

  /** A thing and when it was deleted, which tells it from the same thing deleted again. */
  record Deleted(Thing thing, Instant at) {}

  /**
   * A run or model that is to be erased.
   *
   * @param artifactUri where its files are
   */
  record Remains(Thing thing, String artifactUri) {}

  /** A run or model that was erased at a time. */
  record Erased(Remains remains, Instant at) {}
}

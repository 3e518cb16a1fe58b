package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which segments an experiment's sealed runs are in.
 *
 * @param version moves on with every change; 0 is of a manifest that is not there yet
 * @param sealedBefore what began before, by its id, is in a segment or noted as open
 * @param parts the segments, the last one last: of a run that several have it counts
 * @param resealed how many runs have been sealed again since the segments were last tidied
 * @param leftovers segments that are being written, or that nobody needs any more
 */
record Manifest(
    long version, Instant sealedBefore, List<Part> parts, long resealed, List<Leftover> leftovers) {
  private static final String VERSION = "v";
  private static final String SEALED_BEFORE = "t";
  private static final String PARTS = "p";
  private static final String RESEALED = "r";
  private static final String LEFTOVERS = "l";

  /** Longer than a search takes that still reads a segment, or than a sealing takes. */
  private static final Duration KEPT = Duration.ofHours(1);

  Manifest {
    parts = List.copyOf(parts);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * A segment.
   *
   * @param bytes where it is kept
   * @param starts when its runs began, if whoever wrote it said so: older releases did not
   */
  record Part(String name, int rows, int bytes, Optional<Starts> starts) {
    private static final int TOLD = 5;

    static Part of(String text) {
      String[] parts = text.split(":", -1);
      return new Part(
          parts[0],
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          parts.length < TOLD ? Optional.empty() : Optional.of(Starts.of(parts[3], parts[4])));
    }

    String text() {
      return name + ":" + rows + ":" + bytes + starts.map(told -> ":" + told.text()).orElse("");
    }
  }

  /** The first and the last of some start times, in milliseconds. */
  record Starts(long first, long last) {
    static Starts of(Collection<Run> runs) {
      LongSummaryStatistics starts =
          runs.stream().mapToLong(run -> run.info().startTime().toEpochMilli()).summaryStatistics();
      return new Starts(starts.getMin(), starts.getMax());
    }

    private static Starts of(String first, String last) {
      return new Starts(
          Long.parseLong(first, Character.MAX_RADIX), Long.parseLong(last, Character.MAX_RADIX));
    }

    private String text() {
      return Long.toString(first, Character.MAX_RADIX)
          + ":"
          + Long.toString(last, Character.MAX_RADIX);
    }
  }

  /** A segment that no search looks at, and since when. */
  record Leftover(String name, Instant since) {
    static Leftover of(String text) {
      String[] parts = text.split(":", -1);
      return new Leftover(parts[0], Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }

    String text() {
      return name + ":" + since.toEpochMilli();
    }

    boolean isOld(Instant now) {
      return since.plus(KEPT).isBefore(now);
    }
  }

  /** Of an experiment of which nothing has been sealed. */
  static final Manifest NONE = new Manifest(0, Instant.EPOCH, List.of(), 0, List.of());

  static Manifest decode(Item item) {
    return new Manifest(
        item.number(VERSION),
        item.instant(SEALED_BEFORE),
        item.texts(PARTS).stream().map(Part::of).toList(),
        item.number(RESEALED),
        item.texts(LEFTOVERS).stream().map(Leftover::of).toList());
  }

  private Map<String, AttributeValue> encode() {
    return Map.of(
        VERSION, Values.of(version),
        SEALED_BEFORE, Values.of(sealedBefore),
        PARTS, Values.ofTexts(parts.stream().map(Part::text).toList()),
        RESEALED, Values.of(resealed),
        LEFTOVERS, Values.ofTexts(leftovers.stream().map(Leftover::text).toList()));
  }

  /** The next manifest, if this is still what is there. */
  boolean replace(Table table, Key key, Manifest next) {
    if (version == 0) {
      return table.create(key, next.encode());
    }
    ItemUpdate update = new ItemUpdate(key).when(VERSION, Values.of(version));
    next.encode().forEach(update::set);
    return table.update(update) instanceof Outcome.Done;
  }

  List<String> names() {
    return parts.stream().map(Part::name).toList();
  }

  /** The names of all segments that there may be. */
  List<String> all() {
    return Stream.concat(names().stream(), leftovers.stream().map(Leftover::name)).toList();
  }

  /** The least id of a run that need not be in a segment. */
  RunId firstOpen(ExperimentId experiment) {
    return RunId.firstAt(experiment, sealedBefore);
  }

  /** What has been left over for long may be deleted, and is not in the manifest any more then. */
  List<String> old(Instant now) {
    return leftovers.stream().filter(left -> left.isOld(now)).map(Leftover::name).toList();
  }

  /** Before segments of these names are written: a writer that dies leaves them noted. */
  Manifest announcing(Collection<String> names, Instant now) {
    List<Leftover> left =
        new ArrayList<>(leftovers.stream().filter(each -> !each.isOld(now)).toList());
    names.forEach(name -> left.add(new Leftover(name, now)));
    return new Manifest(version + 1, sealedBefore, parts, resealed, left);
  }

  /** With these segments in place of those that are not among them, which are left over. */
  Manifest with(List<Part> segments, Instant newSealedBefore, long newResealed, Instant now) {
    List<String> used = segments.stream().map(Part::name).toList();
    List<Leftover> left =
        Stream.concat(
                leftovers.stream(), parts.stream().map(part -> new Leftover(part.name(), now)))
            .filter(each -> !used.contains(each.name()))
            .toList();
    return new Manifest(version + 1, newSealedBefore, segments, newResealed, left);
  }
}

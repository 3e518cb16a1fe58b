package dev.bulkhead.store.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which segments a run has: no point is in two of them. Objects are named here before they are
 * written and until they are deleted, so that none is ever forgotten.
 *
 * @param version moves on with every change; 0 if there is no directory yet
 * @param intent the object that a fold is about to write
 * @param retired objects that readers of an earlier version may still be reading
 */
record SegmentDirectory(
    long version, List<Segment> segments, Optional<Noted> intent, List<Noted> retired) {
  /** Longer than a function lives that folds or reads. */
  static final Duration GRACE = Duration.ofMinutes(20);

  private static final String VERSION = "v";
  private static final String SEGMENTS = "s";
  private static final String INTENT = "i";
  private static final String RETIRED = "r";

  /** An object's name and since when it stands here. */
  record Noted(String name, Instant since) {
    String text() {
      return name + " " + since.toEpochMilli();
    }

    static Noted of(String text) {
      int space = text.indexOf(' ');
      return new Noted(
          text.substring(0, space),
          Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1))));
    }

    boolean isOver(Instant now) {
      return !now.isBefore(since.plus(GRACE));
    }
  }

  static SegmentDirectory decode(Optional<Item> item) {
    return item.map(SegmentDirectory::decode)
        .orElse(new SegmentDirectory(0, List.of(), Optional.empty(), List.of()));
  }

  private static SegmentDirectory decode(Item item) {
    return new SegmentDirectory(
        item.number(VERSION),
        item.texts(SEGMENTS).stream().map(Segment::of).toList(),
        item.optionalText(INTENT).map(Noted::of),
        item.texts(RETIRED).stream().map(Noted::of).toList());
  }

  /** Makes the item what this is, unless it was changed since it was read. */
  ItemUpdate update(Key key) {
    ItemUpdate update = new ItemUpdate(key);
    if (version == 0) {
      update.whenAbsent(VERSION);
    } else {
      update.when(VERSION, Values.of(version));
    }
    intent.ifPresentOrElse(
        noted -> update.set(INTENT, Values.of(noted.text())), () -> update.remove(INTENT));
    return update
        .set(VERSION, Values.of(version + 1))
        .set(SEGMENTS, Values.ofTexts(segments.stream().map(Segment::text).toList()))
        .set(RETIRED, Values.ofTexts(retired.stream().map(Noted::text).toList()));
  }

  /** What the next version is then. */
  SegmentDirectory next() {
    return new SegmentDirectory(version + 1, segments, intent, retired);
  }

  /** Whether somebody is folding, as far as can be known. */
  boolean isBusy(Instant now) {
    return intent.filter(noted -> !noted.isOver(now)).isPresent();
  }

  /** Whether nothing is left to clear away. */
  boolean isClean() {
    return intent.isEmpty() && retired.isEmpty();
  }

  /** Objects that nobody reads or writes any more. */
  List<String> over(Instant now) {
    return retired.stream().filter(noted -> noted.isOver(now)).map(Noted::name).toList();
  }

  /** Without those, and with the object of a fold that was never ended among the retired. */
  SegmentDirectory cleared(Instant now) {
    List<Noted> left = new ArrayList<>(retired);
    left.removeIf(noted -> noted.isOver(now));
    intent.ifPresent(noted -> left.add(new Noted(noted.name(), now)));
    return new SegmentDirectory(version, segments, Optional.empty(), left);
  }

  /** With the object that is about to be written. */
  SegmentDirectory intending(String name, Instant now) {
    return new SegmentDirectory(version, segments, Optional.of(new Noted(name, now)), retired);
  }

  /** With other segments, of which the one intended may be one; those that are not kept retire. */
  SegmentDirectory with(List<Segment> others, Instant now) {
    List<Noted> left = new ArrayList<>(retired);
    segments.stream()
        .filter(segment -> !others.contains(segment))
        .forEach(segment -> left.add(new Noted(segment.name(), now)));
    return new SegmentDirectory(version, others, Optional.empty(), left);
  }
}

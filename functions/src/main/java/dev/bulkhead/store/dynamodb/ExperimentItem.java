package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An experiment, and the marker of its name, as items. */
final class ExperimentItem {
  private static final String NAME = "n";
  private static final String ARTIFACT_LOCATION = "a";
  private static final String STAGE = "g";
  private static final String CREATED = "c";
  private static final String UPDATED = "u";
  private static final String TAGS = "k";
  private static final String TAG_BYTES = "b";
  private static final String ID = "id";

  /** An item holds 400 KB, with a name, a location and the key. */
  static final long MAX_TAG_BYTES = 380_000;

  private ExperimentItem() {}

  static Map<String, AttributeValue> encode(Experiment experiment) {
    return Map.of(
        NAME, Values.of(experiment.name()),
        ARTIFACT_LOCATION, Values.of(experiment.artifactLocation()),
        STAGE, Values.of(experiment.stage().word()),
        CREATED, Values.of(experiment.creationTime()),
        UPDATED, Values.of(experiment.lastUpdateTime()),
        TAGS, Values.of(experiment.tags()),
        TAG_BYTES, Values.of(tagBytes(experiment.tags())));
  }

  static long tagBytes(Map<String, String> tags) {
    return tags.entrySet().stream()
        .mapToLong(tag -> tagBytes(new Tag(tag.getKey(), tag.getValue())))
        .sum();
  }

  static long tagBytes(Item experiment) {
    return tagBytes(experiment.textMap(TAGS));
  }

  static long tagBytes(Tag tag) {
    return Entry.of(Kind.TAG, tag.key(), tag.value()).size();
  }

  static Experiment decode(Item item) {
    return new Experiment(
        new ExperimentId(item.text(Key.SORT)),
        item.text(NAME),
        item.text(ARTIFACT_LOCATION),
        stage(item),
        item.instant(CREATED),
        item.instant(UPDATED),
        item.textMap(TAGS));
  }

  static LifecycleStage stage(Item item) {
    return LifecycleStage.of(item.text(STAGE));
  }

  static Map<String, AttributeValue> marker(ExperimentId id) {
    return Map.of(ID, Values.of(id.value()));
  }

  static ExperimentId marked(Item marker) {
    return new ExperimentId(marker.text(ID));
  }

  /** Insists that the marker is this experiment's. */
  static ItemUpdate ifMarks(Key marker, ExperimentId id) {
    return new ItemUpdate(marker).when(ID, Values.of(id.value()));
  }

  /** Renames it if it is active and still has the name that was read. */
  static ItemUpdate rename(Key key, Experiment read, String name, Instant now) {
    return inStage(key, LifecycleStage.ACTIVE)
        .when(NAME, Values.of(read.name()))
        .set(NAME, Values.of(name))
        .set(UPDATED, Values.of(now));
  }

  /** Moves it if nothing of it has changed: a deleted one does not, so this is since when. */
  static ItemUpdate move(Key key, Experiment read, LifecycleStage to, Instant now) {
    return inStage(key, read.stage())
        .when(UPDATED, Values.of(read.lastUpdateTime()))
        .set(STAGE, Values.of(to.word()))
        .set(UPDATED, Values.of(now));
  }

  /** Insists that it was deleted then and has not been restored. */
  static ItemUpdate ifDeletedAt(Key key, Instant then) {
    return inStage(key, LifecycleStage.DELETED).when(UPDATED, Values.of(then));
  }

  /** Sets the tag if there is room for it besides all others and the value that it replaces. */
  static ItemUpdate setTag(Key key, Tag tag) {
    long bytes = tagBytes(tag);
    return inStage(key, LifecycleStage.ACTIVE)
        .whenAtMost(TAG_BYTES, MAX_TAG_BYTES - bytes)
        .add(TAG_BYTES, bytes)
        .setIn(TAGS, tag.key(), tag.value());
  }

  /** Counts the tags' bytes anew, unless a tag has been set since. */
  static ItemUpdate recount(Key key, Item experiment) {
    return new ItemUpdate(key)
        .when(TAG_BYTES, Values.of(experiment.number(TAG_BYTES)))
        .set(TAG_BYTES, Values.of(tagBytes(experiment)));
  }

  static ItemUpdate deleteTag(Key key, String tag) {
    return inStage(key, LifecycleStage.ACTIVE).whenPresentIn(TAGS, tag).removeIn(TAGS, tag);
  }

  private static ItemUpdate inStage(Key key, LifecycleStage stage) {
    return new ItemUpdate(key).when(STAGE, Values.of(stage.word()));
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModel.ModelMetric;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A logged model's core item. */
final class ModelItem {
  private static final String NAME = "n";
  private static final String TYPE = "y";
  private static final String SOURCE_RUN = "r";
  private static final String STATUS = "s";
  private static final String STATUS_MESSAGE = "m";
  private static final String CREATED = "c";
  private static final String UPDATED = "u";
  private static final String ARTIFACT_URI = "a";

  private ModelItem() {}

  static Map<String, AttributeValue> encode(LoggedModel model, List<Entry> entries) {
    Map<String, AttributeValue> attributes = CoreItem.encode(entries);
    attributes.put(NAME, Values.of(model.name()));
    model.modelType().ifPresent(type -> attributes.put(TYPE, Values.of(type)));
    model.sourceRunId().ifPresent(run -> attributes.put(SOURCE_RUN, Values.of(run)));
    attributes.put(STATUS, Values.of(model.status().name()));
    model.statusMessage().ifPresent(text -> attributes.put(STATUS_MESSAGE, Values.of(text)));
    attributes.put(CREATED, Values.of(model.creationTime()));
    attributes.put(UPDATED, Values.of(model.lastUpdateTime()));
    attributes.put(ARTIFACT_URI, Values.of(model.artifactUri()));
    return attributes;
  }

  static Map<String, AttributeValue> finished(LoggedModelStatus status, Instant now) {
    return Map.of(STATUS, Values.of(status.name()), UPDATED, Values.of(now));
  }

  /** Deletes it, if it has not been. */
  static ItemUpdate delete(Key key, Instant now) {
    return CoreItem.delete(key, now).set(UPDATED, Values.of(now));
  }

  static LoggedModel decode(Item core, Entries entries, Collection<Metric> latest) {
    ModelId id = Keys.model(Key.of(core));
    List<ModelMetric> metrics = ModelMetrics.of(id, latest);
    return new LoggedModel(
        id,
        core.text(NAME),
        core.optionalText(TYPE),
        core.optionalText(SOURCE_RUN),
        LoggedModelStatus.valueOf(core.text(STATUS)),
        core.optionalText(STATUS_MESSAGE),
        CoreItem.stage(core),
        core.instant(CREATED),
        core.instant(UPDATED),
        core.text(ARTIFACT_URI),
        entries.of(Kind.PARAM),
        entries.of(Kind.TAG),
        metrics);
  }

  static String artifactUri(Item core) {
    return core.text(ARTIFACT_URI);
  }
}

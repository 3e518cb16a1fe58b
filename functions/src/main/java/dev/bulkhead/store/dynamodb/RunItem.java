package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.store.RunStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A run's core item. */
final class RunItem {
  private static final String NAME = "n";
  private static final String USER = "u";
  private static final String STATUS = "s";
  private static final String START = "t";
  private static final String END = "z";
  private static final String ARTIFACT_URI = "a";

  private RunItem() {}

  static Map<String, AttributeValue> encode(RunInfo run, List<Entry> entries) {
    Map<String, AttributeValue> attributes = CoreItem.encode(entries);
    attributes.put(NAME, Values.of(run.name()));
    attributes.put(USER, Values.of(run.userId()));
    attributes.put(STATUS, Values.of(run.status().name()));
    attributes.put(START, Values.of(run.startTime()));
    attributes.put(ARTIFACT_URI, Values.of(run.artifactUri()));
    run.endTime().ifPresent(end -> attributes.put(END, Values.of(end)));
    return attributes;
  }

  /** The run, in its own stage. */
  static RunInfo decode(Item core) {
    return new RunInfo(
        Keys.run(Key.of(core)),
        core.text(NAME),
        core.text(USER),
        RunStatus.valueOf(core.text(STATUS)),
        core.instant(START),
        core.optionalInstant(END),
        CoreItem.stage(core),
        core.text(ARTIFACT_URI));
  }

  static boolean hasEnded(Item core) {
    return switch (RunStatus.valueOf(core.text(STATUS))) {
      case RUNNING, SCHEDULED -> false;
      case FINISHED, FAILED, KILLED -> true;
    };
  }

  /** The run in its own and its experiment's stage. */
  static RunInfo decode(Item core, LifecycleStage experiment) {
    RunInfo run = decode(core);
    return experiment == LifecycleStage.DELETED ? run.in(LifecycleStage.DELETED) : run;
  }

  /** What an update sets. */
  static Map<String, AttributeValue> encode(RunStore.Update update) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    update.status().ifPresent(status -> attributes.put(STATUS, Values.of(status.name())));
    update.endTime().ifPresent(end -> attributes.put(END, Values.of(end)));
    update.name().ifPresent(name -> attributes.putAll(named(name)));
    return attributes;
  }

  static Map<String, AttributeValue> named(String name) {
    return Map.of(NAME, Values.of(name));
  }

  static String artifactUri(Item core) {
    return core.text(ARTIFACT_URI);
  }
}

package dev.bulkhead.search;

import dev.bulkhead.domain.Experiment;
import java.util.Optional;
import java.util.Set;

/** What an experiment has for each field of a filter or an order. */
final class ExperimentFields {
  static final String EXPERIMENT_ID = "experiment_id";
  static final String NAME = "name";
  static final String CREATION_TIME = "creation_time";
  static final String LAST_UPDATE_TIME = "last_update_time";
  static final Set<String> ATTRIBUTES =
      Set.of(NAME, EXPERIMENT_ID, CREATION_TIME, LAST_UPDATE_TIME);

  private ExperimentFields() {}

  /** What a filter compares: an id by its text, as it is only ever equal or not. */
  static Optional<Value> value(Experiment experiment, Field field) {
    if (field.entity() == Entity.TAG) {
      return RunFields.text(experiment.tags(), field.key());
    }
    return field.key().equals(EXPERIMENT_ID)
        ? Optional.of(new Value.Text(experiment.id().value()))
        : orderValue(experiment, field);
  }

  /** What an order compares: an id by its number. */
  static Optional<Value> orderValue(Experiment experiment, Field field) {
    return Optional.of(
        switch (field.key()) {
          case EXPERIMENT_ID -> new Value.Whole(experiment.id().number());
          case NAME -> new Value.Text(experiment.name());
          case CREATION_TIME -> RunFields.time(experiment.creationTime());
          case LAST_UPDATE_TIME -> RunFields.time(experiment.lastUpdateTime());
          default ->
              throw new IllegalStateException("No attribute of an experiment: " + field.key());
        });
  }
}

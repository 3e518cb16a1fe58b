package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run that is written to. */
record RunSubject(RunId id, Place place) implements Subject {

  @Override
  public void requireWritable(Optional<Item> core) {
    if (core.isEmpty()) {
      throw notFound(id);
    }
    if (!CoreItem.isActive(core.get())) {
      throw deleted();
    }
  }

  static NotFound notFound(RunId id) {
    return new NotFound("Run with id=" + id + " not found");
  }

  InvalidParameter deleted() {
    return new InvalidParameter(
        "The run %s must be in the 'active' state. Current state is %s."
            .formatted(id, LifecycleStage.DELETED.word()));
  }

  @Override
  public NotFound noSuchTag(String key) {
    return new NotFound("No tag with name: " + key + " in run with id " + id);
  }

  /** As MLflow refuses one param. */
  InvalidParameter conflict(List<ParamConflict> conflicts) {
    ParamConflict conflict = conflicts.getFirst();
    return new InvalidParameter(
        ("Changing param values is not allowed. Param with key='%s' was already logged with"
                + " value='%s' for run ID='%s'. Attempted logging new value '%s'.")
            .formatted(conflict.key(), conflict.oldValue(), id, conflict.newValue()));
  }

  /** As MLflow refuses a batch of params. */
  InvalidParameter conflicts(List<ParamConflict> conflicts) {
    return new InvalidParameter(
        "Changing param values is not allowed. Params were already logged='%s' for run ID='%s'."
            .formatted(
                conflicts.stream()
                    .map(RunSubject::python)
                    .collect(Collectors.joining(", ", "[", "]")),
                id));
  }

  private static String python(ParamConflict conflict) {
    return "{'key': %s, 'old_value': %s, 'new_value': %s}"
        .formatted(
            PythonText.repr(conflict.key()),
            PythonText.repr(conflict.oldValue()),
            PythonText.repr(conflict.newValue()));
  }
}

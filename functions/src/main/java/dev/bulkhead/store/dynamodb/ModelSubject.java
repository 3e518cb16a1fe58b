package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Optional;

/** A logged model that is written to; one that is deleted is not there. */
record ModelSubject(ModelId id, Place place) implements Subject {

  @Override
  public void requireWritable(Optional<Item> core) {
    if (core.filter(CoreItem::isActive).isEmpty()) {
      throw notFound(id.value());
    }
  }

  static NotFound notFound(String id) {
    return new NotFound("Logged model with ID '" + id + "' not found.");
  }

  @Override
  public NotFound noSuchTag(String key) {
    return new NotFound(
        "No tag with key %s found for model with ID %s."
            .formatted(PythonText.repr(key), PythonText.repr(id.value())));
  }

  InvalidParameter conflict(List<ParamConflict> conflicts) {
    ParamConflict conflict = conflicts.getFirst();
    return new InvalidParameter(
        ("Changing param values is not allowed. Param with key='%s' was already logged with"
                + " value='%s' for model ID='%s'. Attempted logging new value '%s'.")
            .formatted(conflict.key(), conflict.oldValue(), id, conflict.newValue()));
  }
}

package dev.bulkhead.models;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Rules;
import dev.bulkhead.python.PythonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logged model that a client asks for. */
record NewModel(
    Optional<String> name,
    Optional<String> modelType,
    Optional<String> sourceRunId,
    Map<String, String> params,
    Map<String, String> tags) {
  private static final int MAX_TEXT = 500;

  static NewModel read(Fields fields) {
    return new NewModel(
        text(fields, "name"),
        Optional.of(text(fields, "model_type").orElse("")),
        Optional.of(text(fields, "source_run_id").orElse("")),
        ModelFields.params(fields),
        ModelFields.tags(fields));
  }

  /** An empty text is none; of type and run MLflow keeps the empty text, by which it finds them. */
  private static Optional<String> text(Fields fields, String name) {
    Optional<String> text = fields.string(name).filter(given -> !given.isEmpty());
    text.ifPresent(given -> Rules.checkLength(name, MAX_TEXT, given));
    return text;
  }

  void checkName() {
    if (name.isPresent() && name.get().chars().anyMatch(c -> "/:.%\"'".indexOf(c) >= 0)) {
      throw new InvalidParameter(
          "Invalid model name ("
              + PythonText.repr(name.get())
              + ") provided. Model name must be a non-empty string and cannot contain the following"
              + " characters: ('/', ':', '.', '%', '\"', \"'\")");
    }
  }

  LoggedModel as(ModelId id, String name, String location, Instant now) {
    return new LoggedModel(
        id,
        name,
        modelType,
        sourceRunId,
        LoggedModelStatus.PENDING,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        now,
        now,
        location + "/models/" + id + "/artifacts",
        params,
        tags,
        List.of());
  }
}

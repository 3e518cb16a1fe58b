package dev.bulkhead.runs;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tag in which a run has the models that clients before MLflow 3 logged. */
final class ModelHistory {
  static final String TAG = "mlflow.log-model.history";

  /** A page of a run's entries has 350 KB; MLflow leaves the limit to its database. */
  private static final int MAX_LENGTH = 300_000;

  private ModelHistory() {}

  /** What the tag keeps of a model, in MLflow's order of fields. */
  record Entry(Map<String, @Nullable Object> fields) {

    static Entry of(Map<?, ?> model) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (String name : List.of("run_id", "artifact_path")) {
        if (model.get(name) != null) {
          fields.put(name, model.get(name));
        }
      }
      fields.put("utc_time_created", text(model.get("utc_time_created")));
      fields.put("model_uuid", model.get("model_uuid"));
      fields.put("flavors", flavors(model.get("flavors")));
      return new Entry(fields);
    }

    private static String text(@Nullable Object time) {
      return time instanceof String text ? text : PythonJson.json(time);
    }

    /** Without each flavor's {@code config}, which can be long. */
    private static Map<String, @Nullable Object> flavors(@Nullable Object given) {
      if (!(given instanceof Map<?, ?> flavors)) {
        throw new InvalidParameter("Malformed model info: flavors must be a JSON object.");
      }
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      flavors.forEach((name, flavor) -> kept.put(String.valueOf(name), withoutConfig(flavor)));
      return kept;
    }

    private static @Nullable Object withoutConfig(@Nullable Object flavor) {
      if (!(flavor instanceof Map<?, ?> fields)) {
        return flavor;
      }
      Map<@Nullable Object, @Nullable Object> kept = new LinkedHashMap<>(fields);
      kept.remove("config");
      return kept;
    }
  }

  /**
   * The tag with one model more.
   *
   * @throws InvalidParameter if the tag is no list of models, or gets too long
   */
  static String with(Optional<String> before, Entry model) {
    List<@Nullable Object> models =
        new ArrayList<>(before.map(ModelHistory::read).orElse(List.of()));
    models.add(model.fields());
    String text = PythonJson.spacedJson(models);
    if (text.length() > MAX_LENGTH) {
      throw new InvalidParameter("The run has more models than its tag " + TAG + " can hold.");
    }
    return text;
  }

  private static List<?> read(String tag) {
    try {
      if (Json.read(tag.getBytes(StandardCharsets.UTF_8)) instanceof List<?> models) {
        return models;
      }
    } catch (IOException _) {
      // Told below: a client wrote the tag itself.
    }
    throw new InvalidParameter("The tag " + TAG + " is not a JSON list.");
  }
}

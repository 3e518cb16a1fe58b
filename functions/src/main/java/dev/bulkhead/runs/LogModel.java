package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.python.PythonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code POST /mlflow/runs/log-model}, which clients before MLflow 3 call: it adds to a tag. */
final class LogModel implements Operation {
  private static final Set<String> MANDATORY =
      Set.of("artifact_path", "flavors", "utc_time_created", "run_id");

  private final Application app;

  LogModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    Map<?, ?> model = model(fields.requiredString("model_json"));
    ModelHistory.Entry entry = ModelHistory.Entry.of(model);

    app.stores(call)
        .runs()
        .changeTag(Ids.run(id), ModelHistory.TAG, before -> ModelHistory.with(before, entry));

    return Reply.empty();
  }

  private static Map<?, ?> model(String json) {
    try {
      if (Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> model) {
        checkComplete(model);
        return model;
      }
    } catch (IOException _) {
      // Told below, as what is JSON and no object is.
    }
    throw new InvalidParameter("Malformed model info. \n " + json + " \n is not a valid JSON.");
  }

  private static void checkComplete(Map<?, ?> model) {
    Set<String> missing = new TreeSet<>(MANDATORY);
    model.keySet().forEach(missing::remove);
    if (!missing.isEmpty()) {
      List<String> names = missing.stream().map(PythonText::repr).toList();
      throw new InvalidParameter(
          "Model json is missing mandatory fields: "
              + names.stream().collect(Collectors.joining(", ", "{", "}")));
    }
  }
}

package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.artifacts.ListRunArtifacts;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.graphql.Execution;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.ExperimentJson;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.RunJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The root fields of MLflow's GraphQL, each answered by the operation that it stands for. */
final class GraphqlRoots {
  private final Application app;
  private final Application files;
  private final Call call;

  /** An experiment is told with each of its runs, and read once. */
  private final Map<String, Map<?, ?>> experiments = new HashMap<>();

  GraphqlRoots(Application app, Application files, Call call) {
    this.app = app;
    this.files = files;
    this.call = call;
  }

  @Nullable Map<?, ?> resolve(String field, Map<String, @Nullable Object> arguments) {
    Call input = call.asking(message(arguments.get("input")));
    return switch (field) {
      case "test" -> echo(arguments.get("inputString"));
      // MLflow's server names its resolver otherwise than the field, and so has no value for it.
      case "testMutation" -> null;
      case "mlflowGetExperiment" -> experiment(input.fields());
      case "mlflowGetRun" -> run(input.fields());
      case "mlflowSearchRuns" -> runs(input);
      case "mlflowGetMetricHistoryBulkInterval" ->
          json(new GetMetricHistoryBulkInterval(app), input);
      case "mlflowListArtifacts" -> artifacts(input);
      case "mlflowSearchDatasets" -> json(new SearchDatasets(app), input);
      default -> throw new InvalidParameter("Cannot query field '" + field + "'.");
    };
  }

  /** The fields of an input under the names that MLflow's JSON has for them. */
  private static Map<String, @Nullable Object> message(@Nullable Object input) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    if (input instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> message.put(Execution.jsonName(String.valueOf(name)), value));
    }
    return message;
  }

  private static Map<?, ?> echo(@Nullable Object text) {
    return text == null ? Map.of() : Map.of("output", text);
  }

  private Map<?, ?> experiment(Fields fields) {
    return Map.of("experiment", experiment(fields.string("experiment_id").orElse("")));
  }

  private Map<?, ?> experiment(String text) {
    ExperimentId id = Ids.requiredExperiment(text);
    return experiments.computeIfAbsent(
        id.value(),
        _ ->
            object(
                json(
                    ExperimentJson.reply(
                        call,
                        app.stores(call)
                            .experiments()
                            .find(id)
                            .orElseThrow(() -> Ids.noExperiment(id)))),
                "experiment"));
  }

  private Map<?, ?> run(Fields fields) {
    Reply run = RunJson.reply(app.stores(call).runs().get(runId(fields)));
    return Map.of("run", withExperiment(object(json(run), "run")));
  }

  /** The run that is named; without a name, MLflow says that there is none of the empty one. */
  private static RunId runId(Fields fields) {
    return Ids.run(
        fields
            .string("run_id")
            .filter(text -> !text.isEmpty())
            .or(() -> fields.string("run_uuid"))
            .orElse(""));
  }

  private Map<?, ?> artifacts(Call input) {
    var _ = runId(input.fields());
    return json(new ListRunArtifacts(files), input);
  }

  private Map<?, ?> runs(Call input) {
    Map<Object, Object> page = new LinkedHashMap<>(json(new SearchRuns(app), input));
    List<Map<?, ?>> runs = new ArrayList<>();
    if (page.get("runs") instanceof List<?> found) {
      found.forEach(run -> runs.add(withExperiment((Map<?, ?>) run)));
    }
    page.put("runs", runs);
    return page;
  }

  private Map<?, ?> withExperiment(Map<?, ?> run) {
    Map<Object, Object> whole = new LinkedHashMap<>(run);
    Object id = object(run, "info").get("experiment_id");
    whole.put("experiment", experiment(String.valueOf(id)));
    return whole;
  }

  private static Map<?, ?> object(Map<?, ?> from, String name) {
    return from.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }

  private static Map<?, ?> json(Operation operation, Call input) {
    return json(operation.answer(input));
  }

  private static Map<?, ?> json(Reply reply) {
    try {
      return Json.read(reply.body()) instanceof Map<?, ?> object ? object : Map.of();
    } catch (IOException e) {
      throw new IllegalStateException("An operation answered what is not JSON", e);
    }
  }
}

package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.graphql.Execution;
import dev.bulkhead.graphql.Execution.Result;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /graphql}: what MLflow's user interface asks of runs and experiments. */
final class Graphql implements Operation {
  private final Application app;
  private final Application files;

  Graphql(Application app, Application files) {
    this.app = app;
    this.files = files;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String query = fields.requiredString("query");
    Optional<String> name = fields.string("operationName").filter(text -> !text.isEmpty());

    Result result =
        Execution.run(query, name, variables(call), new GraphqlRoots(app, files, call)::resolve);

    return Reply.json(
        out -> {
          out.writeFieldName("data");
          Json.value(out, result.data());
          out.writeFieldName("errors");
          Json.value(out, result.errors().isEmpty() ? null : result.errors());
        });
  }

  private static Map<String, @Nullable Object> variables(Call call) {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    try {
      if (Json.read(call.request().body()) instanceof Map<?, ?> body
          && body.get("variables") instanceof Map<?, ?> given) {
        given.forEach((name, value) -> variables.put(String.valueOf(name), value));
      }
    } catch (IOException e) {
      throw new InvalidParameter("The request body is not a JSON object.");
    }
    return variables;
  }
}

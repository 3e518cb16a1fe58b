package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;
import dev.bulkhead.http.RunJson;
import dev.bulkhead.store.RunStore.Update;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /mlflow/runs/update}: sets status, end time and name, as far as they are given. */
final class UpdateRun implements Operation {
  private final Application app;

  UpdateRun(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    Optional<Instant> endTime = fields.int64("end_time").map(Instant::ofEpochMilli);
    Optional<RunStatus> status = fields.enumeration("status", RunStatus.class);
    Optional<String> name = fields.string("run_name").filter(text -> !text.isEmpty());
    name.ifPresent(text -> Rules.checkLength("run_name", RunFields.MAX_NAME, text));

    RunInfo info = app.stores(call).runs().update(Ids.run(id), new Update(status, endTime, name));

    return Reply.json(
        out -> {
          out.writeObjectFieldStart("run_info");
          RunJson.info(out, info);
          out.writeEndObject();
        });
  }
}

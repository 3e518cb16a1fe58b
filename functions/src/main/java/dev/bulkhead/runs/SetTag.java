package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.RunStore.Batch;
import java.util.List;

/** {@code POST /mlflow/runs/set-tag}. */
final class SetTag implements Operation {
  private final Application app;

  SetTag(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    String key = fields.requiredString("key");
    Tag tag = RunFields.tag(key, fields.string("value").orElse(""), "");

    app.stores(call).runs().log(Ids.run(id), new Batch(List.of(), List.of(), List.of(tag)));

    return Reply.empty();
  }
}

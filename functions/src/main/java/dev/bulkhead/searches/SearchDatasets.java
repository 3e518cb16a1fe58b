package dev.bulkhead.searches;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.Application;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code POST /mlflow/experiments/search-datasets}: the datasets that runs of experiments used. */
final class SearchDatasets implements Operation {
  private static final int MAX_EXPERIMENTS = 20;
  private static final int MAX_RESULTS = 1000;

  private final Application app;

  SearchDatasets(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    List<ExperimentId> experiments = experiments(call.fields());
    RunStore runs = app.stores(call).runs();

    List<DatasetUse> uses = new ArrayList<>();
    for (ExperimentId experiment : experiments) {
      if (uses.size() < MAX_RESULTS) {
        uses.addAll(runs.datasetUses(experiment, MAX_RESULTS - uses.size()));
      }
    }

    return reply(uses);
  }

  private static List<ExperimentId> experiments(Fields fields) {
    List<String> ids = fields.strings("experiment_ids");
    if (ids.isEmpty()) {
      throw new InvalidParameter("SearchDatasets request must specify at least one experiment_id.");
    }
    if (ids.size() > MAX_EXPERIMENTS) {
      throw new InvalidParameter(
          "SearchDatasets request cannot specify more than %d experiment_ids. Received %d experiment_ids."
              .formatted(MAX_EXPERIMENTS, ids.size()));
    }
    return ids.stream().map(Ids::experiment).flatMap(Optional::stream).distinct().toList();
  }

  private static Reply reply(List<DatasetUse> uses) {
    return Reply.json(
        out -> {
          if (!uses.isEmpty()) {
            out.writeArrayFieldStart("dataset_summaries");
            for (DatasetUse use : uses) {
              write(out, use);
            }
            out.writeEndArray();
          }
        });
  }

  private static void write(JsonGenerator out, DatasetUse use) throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment_id", use.experiment().value());
    out.writeStringField("name", use.dataset().name());
    out.writeStringField("digest", use.dataset().digest());
    // MLflow takes an empty context for none.
    String context = use.context().orElse("");
    if (!context.isEmpty()) {
      out.writeStringField("context", context);
    }
    out.writeEndObject();
  }
}

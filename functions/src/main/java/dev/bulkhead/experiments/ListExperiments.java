package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.ExperimentJson;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;
import dev.bulkhead.search.PageToken;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;

/** {@code GET /mlflow/experiments/list}, which 1.x clients call: all experiments by id, paged. */
final class ListExperiments implements Operation {
  private final Application app;

  ListExperiments(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ViewType view = fields.enumeration("view_type", ViewType.class).orElse(ViewType.ACTIVE_ONLY);
    int max = fields.int64("max_results").map(Rules::maxResults).orElse(Integer.MAX_VALUE);
    String binding = call.binding("experiments/list", view.name());
    Optional<ExperimentId> behind =
        fields
            .string("page_token")
            .filter(text -> !text.isEmpty())
            .map(text -> id(PageToken.decode(binding, text)));

    Iterator<Experiment> found =
        app.stores(call).experiments().list().stream()
            .filter(experiment -> view.sees(experiment.stage()))
            .filter(experiment -> behind.isEmpty() || experiment.id().compareTo(behind.get()) > 0)
            .sorted(Comparator.comparing(Experiment::id))
            .iterator();
    PageWriter page = new PageWriter(call.request(), "experiments");
    Optional<Experiment> last =
        page.fill(found, max, (out, experiment) -> ExperimentJson.write(out, call, experiment));

    return page.end(last.map(experiment -> PageToken.encode(binding, bytes(experiment.id()))));
  }

  private static byte[] bytes(ExperimentId id) {
    return id.value().getBytes(StandardCharsets.US_ASCII);
  }

  private static ExperimentId id(byte[] bytes) {
    return new ExperimentId(new String(bytes, StandardCharsets.US_ASCII));
  }
}

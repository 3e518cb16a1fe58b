package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.ExperimentJson;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;
import dev.bulkhead.search.ExperimentQuery;
import dev.bulkhead.search.PageToken;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code POST} and {@code GET /mlflow/experiments/search}, paged. */
final class SearchExperiments implements Operation {
  private final Application app;

  SearchExperiments(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ViewType view = fields.enumeration("view_type", ViewType.class).orElse(ViewType.ACTIVE_ONLY);
    long maxResults = fields.int64("max_results").orElse(0L);
    List<String> orderBy = fields.strings("order_by");
    String filter = fields.string("filter").orElse("");
    Optional<String> token = fields.string("page_token").filter(text -> !text.isEmpty());
    int max = Rules.maxResults(maxResults);
    ExperimentQuery query = ExperimentQuery.parse(filter, orderBy);
    String binding = call.binding("experiments/search", filter, orderBy, view.name());
    Predicate<Experiment> wanted =
        token
            .map(text -> query.position(PageToken.decode(binding, text)))
            .<Predicate<Experiment>>map(position -> position::isBefore)
            .orElse(_ -> true);

    Iterator<Experiment> found =
        app.stores(call).experiments().list().stream()
            .filter(experiment -> view.sees(experiment.stage()))
            .filter(query::matches)
            .filter(wanted)
            .sorted(query.order())
            .iterator();
    PageWriter page = new PageWriter(call.request(), "experiments");
    Optional<Experiment> last =
        page.fill(found, max, (out, experiment) -> ExperimentJson.write(out, call, experiment));

    return page.end(
        last.map(experiment -> PageToken.encode(binding, query.position(experiment).bytes())));
  }
}

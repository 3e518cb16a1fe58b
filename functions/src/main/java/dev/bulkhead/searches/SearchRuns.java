package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;
import dev.bulkhead.http.RunJson;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.store.RunSearch;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** {@code POST /mlflow/runs/search}, paged. */
final class SearchRuns implements Operation {
  private static final int DEFAULT_MAX_RESULTS = 1000;
  private static final int MAX_RESULTS = 50_000;

  private final Application app;

  SearchRuns(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    List<String> ids = fields.strings("experiment_ids");
    String filter = fields.string("filter").orElse("");
    int max = maxResults(fields);
    List<String> orderBy = fields.strings("order_by");
    ViewType view =
        fields.enumeration("run_view_type", ViewType.class).orElse(ViewType.ACTIVE_ONLY);
    Optional<String> token = fields.string("page_token").filter(text -> !text.isEmpty());
    RunQuery query = RunQuery.parse(filter, orderBy);
    String binding = call.binding("runs/search", ids, filter, orderBy, view.name());
    Optional<RunPosition> behind = token.map(text -> RunPosition.decode(query, binding, text));
    var search = new RunSearch(experiments(ids), view, query, behind.map(RunPosition::place));

    Iterator<Run> found = app.stores(call).runs().search(search, max + 1);
    PageWriter page = new PageWriter(call.request(), "runs");
    Optional<Run> last = page.fill(found, max, RunJson::write);

    return page.end(last.map(run -> RunPosition.of(query, run).token(binding)));
  }

  /** MLflow has two limits, with the same number and different words. */
  private static int maxResults(Fields fields) {
    int max = fields.int32("max_results").orElse(DEFAULT_MAX_RESULTS);
    if (max > MAX_RESULTS) {
      throw fields.invalid("max_results");
    }
    return Rules.maxResults(max);
  }

  /** Integers that can be no experiment's id find nothing, as an experiment that is not there. */
  private static List<ExperimentId> experiments(List<String> ids) {
    return ids.stream().map(Ids::experiment).flatMap(Optional::stream).distinct().toList();
  }
}

package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.search.LoggedModelQuery;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code POST /mlflow/logged-models/search}, paged. */
final class SearchLoggedModels implements Operation {
  private final Application app;

  SearchLoggedModels(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ModelSearch search = ModelSearch.read(call.fields());
    LoggedModelQuery query =
        LoggedModelQuery.parse(search.filter(), search.datasets(), search.orderBy());
    String binding = call.binding("logged-models/search", search.datasetTexts());
    Predicate<LoggedModel> wanted = search.isBehindToken(query, binding);

    Iterator<LoggedModel> found =
        app.stores(call).models().list(search.experiments()).stream()
            .filter(query::matches)
            .filter(wanted)
            .sorted(query.order())
            .iterator();
    PageWriter page = new PageWriter(call.request(), "models");
    Optional<LoggedModel> last = page.fill(found, search.maxResults(), ModelJson::write);

    return page.end(last.map(model -> search.token(binding, query.position(model).bytes())));
  }
}

package dev.bulkhead.searches;

import static dev.bulkhead.http.Route.read;

import dev.bulkhead.app.Application;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Capability;

/**
 * The Lambda function of the calls that read much: searches for runs, datasets, metric histories.
 */
public final class SearchFunction extends HttpFunction {

  /** The function as Lambda starts it. */
  public SearchFunction() {
    this(Environment.ofLambda());
    Rehearsal.ofSearches(
        SearchFunction::new,
        "search-runs",
        "get-metric-history",
        "get-metric-history-bulk-interval");
  }

  /** The function in a given environment. */
  public SearchFunction(Environment environment) {
    this(new LiveStores(environment, Capability.TRACKING));
  }

  private SearchFunction(LiveStores stores) {
    this(Application.live(stores), Application.live(stores.reaching(Capability.ARTIFACTS)));
  }

  /**
   * The function on an application, and on one whose sessions list artifacts, as GraphQL can be
   * asked to.
   */
  public SearchFunction(Application app, Application files) {
    super(
        Routes.of(
            read("POST /{api}/2.0/mlflow/runs/search", new SearchRuns(app)),
            read("GET /{api}/2.0/mlflow/metrics/get-history", new GetMetricHistory(app)),
            read("GET /{api}/2.0/mlflow/metrics/get-history-bulk", new GetMetricHistoryBulk(app)),
            read(
                "GET /{api}/2.0/mlflow/metrics/get-history-bulk-interval",
                new GetMetricHistoryBulkInterval(app)),
            read("POST /{api}/2.0/mlflow/experiments/search-datasets", new SearchDatasets(app)),
            read("POST /graphql", new Graphql(app, files))));
  }
}

package dev.bulkhead.experiments;

import static dev.bulkhead.http.Route.read;
import static dev.bulkhead.http.Route.write;

import dev.bulkhead.app.Application;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Capability;

/** The Lambda function of experiments. */
public final class ExperimentsFunction extends HttpFunction {

  /** The function as Lambda starts it. */
  public ExperimentsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(
        ExperimentsFunction::new,
        "get-experiment",
        "get-experiment-by-name",
        "create-experiment",
        "search-experiments");
  }

  /** The function in a given environment. */
  public ExperimentsFunction(Environment environment) {
    this(Application.live(environment, Capability.TRACKING));
  }

  /** The function on an application. */
  public ExperimentsFunction(Application app) {
    super(
        Routes.of(
            write("POST /{api}/2.0/mlflow/experiments/create", new CreateExperiment(app)),
            read("GET /{api}/2.0/mlflow/experiments/get", new GetExperiment(app)),
            read("GET /{api}/2.0/mlflow/experiments/get-by-name", new GetExperimentByName(app)),
            read("POST /{api}/2.0/mlflow/experiments/search", new SearchExperiments(app)),
            read("GET /{api}/2.0/mlflow/experiments/search", new SearchExperiments(app)),
            read("GET /{api}/2.0/mlflow/experiments/list", new ListExperiments(app)),
            write("POST /{api}/2.0/mlflow/experiments/update", new UpdateExperiment(app)),
            write("POST /{api}/2.0/mlflow/experiments/delete", new DeleteExperiment(app)),
            write("POST /{api}/2.0/mlflow/experiments/restore", new RestoreExperiment(app)),
            write(
                "POST /{api}/2.0/mlflow/experiments/set-experiment-tag", new SetExperimentTag(app)),
            write(
                "POST /{api}/2.0/mlflow/experiments/delete-experiment-tag",
                new DeleteExperimentTag(app))));
  }
}

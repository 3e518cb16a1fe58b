package dev.bulkhead.experiments;

import static dev.bulkhead.http.Route.read;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;

/** The Lambda function of experiments. */
public final class ExperimentsFunction extends HttpFunction {

  /** The function on an application. */
  public ExperimentsFunction(Application app) {
    super(Routes.of(read("GET /{api}/2.0/mlflow/experiments/get", new GetExperiment(app))));
  }
}

package dev.bulkhead.runs;

import static dev.bulkhead.http.Route.read;
import static dev.bulkhead.http.Route.write;

import dev.bulkhead.app.Application;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Capability;

/** The Lambda function of runs: the calls that training makes while it runs. */
public final class RunsFunction extends HttpFunction {

  /** The function as Lambda starts it. */
  public RunsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(
        RunsFunction::new, "create-run", "log-metric", "log-batch", "get-run", "update-run");
  }

  /** The function in a given environment. */
  public RunsFunction(Environment environment) {
    this(Application.live(environment, Capability.TRACKING));
  }

  /** The function on an application. */
  public RunsFunction(Application app) {
    super(
        Routes.of(
            write("POST /{api}/2.0/mlflow/runs/create", new CreateRun(app)),
            read("GET /{api}/2.0/mlflow/runs/get", new GetRun(app)),
            write("POST /{api}/2.0/mlflow/runs/update", new UpdateRun(app)),
            write("POST /{api}/2.0/mlflow/runs/delete", new DeleteRun(app)),
            write("POST /{api}/2.0/mlflow/runs/restore", new RestoreRun(app)),
            write("POST /{api}/2.0/mlflow/runs/log-metric", new LogMetric(app)),
            write("POST /{api}/2.0/mlflow/runs/log-parameter", new LogParam(app)),
            write("POST /{api}/2.0/mlflow/runs/set-tag", new SetTag(app)),
            write("POST /{api}/2.0/mlflow/runs/delete-tag", new DeleteTag(app)),
            write("POST /{api}/2.0/mlflow/runs/log-batch", new LogBatch(app)),
            write("POST /{api}/2.0/mlflow/runs/log-inputs", new LogInputs(app)),
            write("POST /{api}/2.0/mlflow/runs/outputs", new LogOutputs(app)),
            write("POST /{api}/2.0/mlflow/runs/log-model", new LogModel(app))));
  }
}

package dev.bulkhead.models;

import static dev.bulkhead.http.Route.read;
import static dev.bulkhead.http.Route.write;

import dev.bulkhead.app.Application;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Capability;

/** The Lambda function of logged models. */
public final class ModelsFunction extends HttpFunction {
  private static final String MODELS = "/{api}/2.0/mlflow/logged-models";
  private static final String MODEL = MODELS + "/{model_id}";

  /** The function as Lambda starts it. */
  public ModelsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(ModelsFunction::new, "create-logged-model", "search-logged-models");
  }

  /** The function in a given environment. */
  public ModelsFunction(Environment environment) {
    this(Application.live(environment, Capability.TRACKING));
  }

  /** The function on an application. */
  public ModelsFunction(Application app) {
    super(
        Routes.of(
            write("POST " + MODELS, new CreateLoggedModel(app)),
            read("POST " + MODELS + "/search", new SearchLoggedModels(app)),
            read("GET " + MODEL, new GetLoggedModel(app)),
            write("PATCH " + MODEL, new FinalizeLoggedModel(app)),
            write("DELETE " + MODEL, new DeleteLoggedModel(app)),
            write("PATCH " + MODEL + "/tags", new SetLoggedModelTags(app)),
            write("DELETE " + MODEL + "/tags/{tag_key}", new DeleteLoggedModelTag(app)),
            write("POST " + MODEL + "/params", new LogLoggedModelParams(app))));
  }
}

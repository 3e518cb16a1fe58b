package dev.bulkhead.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.attacks.Victim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tenants of whom nothing is known yet, each with a reference of what it does from now on. */
final class World {
  private record Tenant(
      Victim victim,
      Principal caller,
      Reference known,
      Writer writer,
      Reader reader,
      FileWriter files,
      Administrator admin,
      FurtherReader further) {}

  private final Siege siege;
  private final List<Tenant> tenants = new ArrayList<>();

  /** Tenants of these names; some should be beginnings of others. */
  World(Siege siege, List<String> names) {
    this.siege = siege;
    List<Victim> victims = names.stream().map(siege::add).toList();
    for (Victim victim : victims) {
      List<String> foreign =
          victims.stream().filter(v -> !v.equals(victim)).map(Victim::canary).toList();
      var caller = new Principal(siege, victim, foreign);
      var known = new Reference();
      tenants.add(
          new Tenant(
              victim,
              caller,
              known,
              new Writer(caller, known),
              new Reader(caller, known),
              new FileWriter(caller, known),
              new Administrator(caller, known),
              new FurtherReader(caller, known)));
    }
  }

  /** One step after the other, then everything once more. */
  void run(List<Step> steps) {
    steps.forEach(this::take);
    tenants.forEach(tenant -> tenant.reader().all());
    assertNothingCrossed();
  }

  /** Each tenant's steps in their order, and all tenants at once. */
  void runAtOnce(List<Step> steps) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < tenants.size(); i++) {
        int tenant = i;
        List<Step> own = steps.stream().filter(step -> step.tenant() == tenant).toList();
        running.add(threads.submit(() -> own.forEach(this::take)));
      }
      for (Future<?> each : running) {
        var _ = each.get();
      }
    }
    tenants.forEach(tenant -> tenant.reader().all());
    assertNothingCrossed();
  }

  private void take(Step step) {
    Tenant tenant = tenants.get(step.tenant());
    Reference known = tenant.known();
    switch (step.kind()) {
      case CREATE_EXPERIMENT -> tenant.writer().create(step);
      case RENAME_EXPERIMENT,
          DELETE_EXPERIMENT,
          RESTORE_EXPERIMENT,
          SET_EXPERIMENT_TAG,
          DELETE_EXPERIMENT_TAG,
          CREATE_RUN,
          CREATE_MODEL ->
          chosen(known.experiments, step, tenant.writer()::experiment);
      // For two seconds after an experiment is deleted, its runs may still be written to.
      case UPDATE_RUN,
          DELETE_RUN,
          RESTORE_RUN,
          LOG_METRIC,
          LOG_PARAM,
          LOG_BATCH,
          SET_TAG,
          DELETE_TAG ->
          chosen(
              known.runs,
              step,
              (s, id, run) -> {
                if (!known.isDeleted(run.experiment)) {
                  tenant.writer().run(s, id, run);
                }
              });
      // To a deleted run these do what MLflow does, which is another test's to say.
      case LOG_INPUTS, LOG_OUTPUTS, LOG_MODEL, UPLOAD_BY_URL, UPLOAD_RUN_FILE ->
          chosen(
              known.runs,
              step,
              (s, id, run) -> {
                if (!known.isDeleted(run)) {
                  switch (s.kind()) {
                    case UPLOAD_BY_URL -> tenant.files().byUrl(s, id, run);
                    case UPLOAD_RUN_FILE -> tenant.files().ofRun(s, id, run);
                    default -> tenant.writer().run(s, id, run);
                  }
                }
              });
      case PUT_MODEL_FILE ->
          chosen(
              known.models,
              step,
              (s, id, model) -> {
                if (!model.deleted && !known.isDeleted(model.experiment)) {
                  tenant.files().ofModel(s, id, model);
                }
              });
      case FINALIZE_MODEL, SET_MODEL_TAG, DELETE_MODEL_TAG, DELETE_MODEL, LOG_MODEL_PARAM ->
          chosen(
              known.models,
              step,
              (s, id, model) -> {
                if (!known.isDeleted(model.experiment)) {
                  tenant.writer().model(s, id, model);
                }
              });
      case PUT_FILE, DELETE_FILE -> tenant.writer().file(step);
      case READ_EXPERIMENT ->
          chosen(known.experiments, step, (_, id, of) -> tenant.reader().experiment(id, of));
      case READ_RUN -> chosen(known.runs, step, (_, id, of) -> tenant.reader().run(id, of));
      case READ_HISTORY -> chosen(known.runs, step, (_, id, of) -> tenant.reader().history(id, of));
      case READ_MODEL -> chosen(known.models, step, (_, id, of) -> tenant.reader().model(id, of));
      case READ_FILE -> chosen(known.files, step, (_, path, of) -> tenant.reader().file(path, of));
      case SEARCH_EXPERIMENTS -> tenant.reader().searchExperiments();
      case SEARCH_RUNS -> tenant.reader().searchRuns(step, foreignExperiments(step));
      case SEARCH_MODELS -> tenant.reader().searchModels(foreignExperiments(step));
      case LIST_FILES -> tenant.reader().files();
      case UPLOAD_IN_PARTS, ABORT_PARTS -> tenant.files().inParts(step);
      case ISSUE_TOKEN -> tenant.admin().issue(step);
      case REVOKE_TOKEN -> tenant.admin().revoke(step);
      case CHANGE_WORKSPACES -> tenant.admin().changeWorkspaces(step);
      case READ_TOKENS -> tenant.admin().tokens(step);
      case LEND_CREDENTIALS -> tenant.admin().credentials(step);
      case READ_WORKSPACES -> tenant.admin().workspaces();
      case ASK_SERVER -> tenant.admin().server();
      case LIST_EXPERIMENTS -> tenant.further().listExperiments();
      case READ_HISTORIES -> tenant.further().histories(step);
      case READ_DATASETS -> tenant.further().datasets(foreignExperiments(step));
      case READ_GRAPHQL ->
          chosen(known.runs, step, (_, id, of) -> tenant.further().graphql(id, of));
      case READ_RUN_FILES ->
          chosen(known.runs, step, (_, id, of) -> tenant.further().runFiles(id, of));
      case READ_MODEL_FILES ->
          chosen(
              known.models,
              step,
              (_, id, of) -> {
                if (!of.deleted) {
                  tenant.further().modelFiles(id, of);
                }
              });
      case TOUCH_ANOTHERS -> touch(step, tenant, neighbour(step));
    }
  }

  private interface OnChosen<T> {
    void take(Step step, String id, T of);
  }

  private static <T> void chosen(Map<String, T> among, Step step, OnChosen<T> action) {
    Reference.chosen(among, step.a()).ifPresent(id -> action.take(step, id, of(among, id)));
  }

  private static <T> T of(Map<String, T> among, String id) {
    return Optional.ofNullable(among.get(id)).orElseThrow();
  }

  private Victim neighbour(Step step) {
    return tenants
        .get((step.tenant() + 1 + step.b() % (tenants.size() - 1)) % tenants.size())
        .victim();
  }

  private List<String> foreignExperiments(Step step) {
    return List.of(neighbour(step).experiment());
  }

  /** Another's things, which have been there from the start. */
  private static void touch(Step step, Tenant tenant, Victim other) {
    String run = Message.of("run_id", other.run(), "key", "k", "value", "v");
    List<Ask> tries =
        List.of(
            Ask.get("mlflow/runs/get?run_id=" + other.run()),
            Ask.get("mlflow/experiments/get?experiment_id=" + other.experiment()),
            Ask.get("mlflow/logged-models/" + other.model()),
            Ask.get("mlflow-artifacts/artifacts/" + other.file()),
            Ask.post("mlflow/runs/set-tag", run),
            Ask.post("mlflow/runs/log-parameter", run),
            Ask.post("mlflow/runs/delete", run),
            Ask.post("mlflow/experiments/delete", Message.of("experiment_id", other.experiment())),
            Ask.of("DELETE", "/api/2.0/mlflow/logged-models/" + other.model()).json("{}"));
    Ask ask = tries.get(step.c() % tries.size());

    assertThat(tenant.caller().send(step.viewer(), ask).status())
        .as("%s", ask)
        .isEqualTo(step.viewer() && !ask.method().equals("GET") ? 403 : 404);
  }

  /** What the operator sees: under a tenant's keys there is no other tenant's text. */
  private void assertNothingCrossed() {
    siege
        .stored()
        .forEach(
            (key, value) -> {
              for (Tenant tenant : tenants) {
                String name = tenant.victim().tenant();
                if (value.contains(tenant.victim().canary())) {
                  assertThat(key).containsAnyOf("S=T#" + name + "#", "S=TOKENS#" + name + ")");
                }
              }
            });
    siege.assertLogIsClean();
  }
}

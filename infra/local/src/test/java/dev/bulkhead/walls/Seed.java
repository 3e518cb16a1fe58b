package dev.bulkhead.walls;

import dev.bulkhead.control.DynamoTokenStore;
import dev.bulkhead.control.SecretHash;
import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's data at the ids that requests name, with its mark in every text and number that an
 * answer could show.
 */
record Seed(TenantId tenant, Ids ids, String mark, double number) {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  /** Too long for an item, so that it spills; under one name for all tenants. */
  private static final String LONG = "x".repeat(120_000);

  void sow(TenantStores stores, DynamoTokenStore tokens) {
    experiment(stores, 0, "Default");
    experiment(stores, ids.experiment(), "experiment-" + mark);
    experiment(stores, ids.deleted(), "deleted-" + mark);
    stores
        .experiments()
        .move(ExperimentId.of(ids.deleted()), LifecycleStage.DELETED, NOW.plusSeconds(1));
    run(stores, new RunId(ids.run()));
    inputs(stores, new RunId(ids.run()));
    run(stores, new RunId(ids.secondRun()));
    run(stores, new RunId(ids.deletedRun()));
    stores.runs().move(new RunId(ids.deletedRun()), LifecycleStage.DELETED, NOW);
    model(stores, new ModelId(ids.model()));
    model(stores, new ModelId(ids.secondModel()));
    for (String file :
        List.of("model/MLmodel", "model/model.pkl", "model/" + mark, mark, "plots/loss.png")) {
      put(stores, artifacts().resolve(file));
    }
    put(
        stores,
        new ArtifactPath(ids.experiment() + "/models/" + ids.model() + "/artifacts/MLmodel"));
    tokens.create(
        new Token(
            new TokenId(ids.token()),
            mark,
            Role.EDITOR,
            SecretHash.of(mark),
            NOW,
            Optional.empty(),
            Optional.empty()));
  }

  private void put(TenantStores stores, ArtifactPath file) {
    byte[] bytes = ("bytes of " + mark).getBytes(StandardCharsets.UTF_8);
    stores.artifacts().put(file, bytes, "text/plain");
  }

  private ArtifactPath artifacts() {
    return new ArtifactPath("1/" + ids.run() + "/artifacts");
  }

  private void experiment(TenantStores stores, long id, String name) {
    if (stores.experiments().find(ExperimentId.of(id)).isPresent()) {
      // It came with the tenant.
      stores.experiments().setTag(ExperimentId.of(id), new Tag("owner", mark));
      return;
    }
    stores
        .experiments()
        .create(
            new Experiment(
                ExperimentId.of(id),
                name,
                "mlflow-artifacts:/" + id,
                LifecycleStage.ACTIVE,
                NOW,
                NOW,
                Map.of("owner", mark, "team", mark)));
  }

  private void run(TenantStores stores, RunId run) {
    stores
        .runs()
        .create(
            new RunInfo(
                run,
                "run-" + mark,
                mark,
                RunStatus.RUNNING,
                NOW,
                Optional.empty(),
                LifecycleStage.ACTIVE,
                "mlflow-artifacts:/" + artifacts()),
            List.of(new Tag("stage", "dev"), new Tag("owner", mark)));
    stores
        .runs()
        .log(
            run,
            new Batch(
                List.of(
                    Metric.of("loss", 0.125, 1_700_000_000_000L, 0),
                    Metric.of("val/loss", number, 1_700_000_000_000L, 0),
                    Metric.of("val/loss", number, 1_700_000_001_000L, 1)),
                List.of(new Param("secret", mark)),
                List.of()));
    stores.runs().logOutputs(run, List.of(new ModelOutput(ids.model(), 1)));
  }

  private void inputs(TenantStores stores, RunId run) {
    var spilled =
        new Dataset(
            "customers-" + mark, "a1b2c3d4", "code", LONG, Optional.empty(), Optional.empty());
    stores
        .runs()
        .logInputs(run, List.of(new DatasetInput(spilled, List.of())), List.of(ids.model()));
  }

  private void model(TenantStores stores, ModelId id) {
    stores
        .models()
        .create(
            new LoggedModel(
                id,
                "model",
                Optional.of(mark),
                Optional.of(ids.run()),
                LoggedModelStatus.PENDING,
                Optional.empty(),
                LifecycleStage.ACTIVE,
                NOW,
                NOW,
                "mlflow-artifacts:/" + ids.experiment() + "/models/" + ids.model() + "/artifacts",
                Map.of("secret", mark),
                Map.of("stage", mark),
                List.of()));
  }
}

package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantCredentials;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Chores as the stack does them: with the function's own role, each tenant in its own session. */
final class GarbageTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Random RANDOM = new Random(3);
  private static LocalAws aws;
  private static TenantStores acme;
  private static TenantStores acme2;

  @BeforeAll
  static void start() throws IOException {
    Path template = Path.of(System.getProperty("bulkhead.root")).resolve("template.yaml");
    aws = LocalAws.start(LocalAws.Config.of(template));
    acme = tenant("acme");
    acme2 = tenant("acme2");
  }

  private static TenantStores tenant(String name) {
    var _ = invoke("TenantsFunction", "{'operation':'create-tenant','tenant':'" + name + "'}");
    var environment = aws.environment(aws.template().function("MaintenanceFunction"));
    return new LiveStores(environment, Capability.MAINTENANCE)
        .open(new TenantId(name), Access.WRITE);
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void erasesWithItsFilesWhatWasDeletedAndKeepsTheRest() {
    RunInfo gone = run(acme, "0");
    RunInfo restored = run(acme, "0");
    RunInfo others = run(acme2, "0");
    acme.runs().move(gone.id(), LifecycleStage.DELETED, NOW);
    acme.runs().move(restored.id(), LifecycleStage.DELETED, NOW);
    acme.runs().move(restored.id(), LifecycleStage.ACTIVE, NOW);
    acme2.runs().move(others.id(), LifecycleStage.DELETED, Instant.now());

    String answer = collect("acme", ",'older_than_days':1");
    assertThat(collect("acme2", ",'older_than_days':1")).contains("\"count\":0");

    assertThat(answer).contains("\"ended\":true", "\"count\":1", "run " + gone.id());
    assertThatThrownBy(() -> acme.runs().get(gone.id())).isInstanceOf(NotFound.class);
    assertThat(acme.artifacts().list(files(gone))).isEmpty();
    assertThat(acme.runs().get(restored.id()).tags()).containsEntry("a", "b");
    assertThat(acme.artifacts().list(files(restored))).hasSize(3);
    assertThat(acme2.artifacts().list(files(others))).as("deleted a moment ago").hasSize(3);
  }

  @Test
  void erasesAnExperimentWithAllThatIsInIt() {
    var id = new ExperimentId("77");
    acme.experiments()
        .create(
            new Experiment(
                id, "old", "mlflow-artifacts:/old", LifecycleStage.ACTIVE, NOW, NOW, Map.of()));
    List<RunInfo> runs = List.of(run(acme, "77"), run(acme, "77"), run(acme, "77"));
    acme.experiments().move(id, LifecycleStage.DELETED, NOW);

    assertThat(collect("acme", ",'dry_run':true")).contains("experiment 77, deleted " + NOW);
    assertThat(acme.experiments().find(id)).as("a dry run").isPresent();
    assertThat(collect("acme", "")).contains("\"ended\":true");

    assertThat(acme.experiments().find(id)).isEmpty();
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThatThrownBy(() -> acme.runs().get(run.id())).isInstanceOf(NotFound.class);
              assertThat(acme.artifacts().list(files(run))).isEmpty();
            });
  }

  @Test
  void erasesTheSegmentsOfARunsMetricsAndNoOthers() {
    RunInfo gone = foldedRun(acme);
    RunInfo kept = foldedRun(acme);
    assertThat(segments("acme", gone)).isNotEmpty();
    List<Metric> points = history(kept);
    acme.runs().move(gone.id(), LifecycleStage.DELETED, NOW);

    assertThat(collect("acme", ",'older_than_days':1")).contains("run " + gone.id());

    assertThat(segments("acme", gone)).isEmpty();
    assertThat(segments("acme", kept)).isNotEmpty();
    assertThat(history(kept)).isEqualTo(points).hasSize(40 * 21);
  }

  private static RunInfo foldedRun(TenantStores stores) {
    RunInfo run = run(stores, "0");
    for (int call = 0; call < 40; call++) {
      int first = 21 * call;
      List<Metric> points =
          IntStream.range(first, first + 21).mapToObj(i -> Metric.of("m", i, i, i)).toList();
      stores.runs().log(run.id(), new Batch(points, List.of(), List.of()));
    }
    assertThat(stores.metricLogs().fold(run.id(), Instant.now().plusSeconds(600))).isFalse();
    return run;
  }

  private static List<Metric> history(RunInfo run) {
    return acme.runs().metricHistory(run.id(), "m", Optional.empty(), 1000);
  }

  private static List<S3Object> segments(String tenant, RunInfo run) {
    Environment function = aws.environment(aws.template().function("MaintenanceFunction"));
    var role =
        new TenantRole(
            function.required("TENANT_ROLE_ARN"),
            function.required("TRACKING_TABLE_ARN"),
            function.required("ARTIFACT_BUCKET"));
    var session = role.session(new TenantId(tenant), Access.READ, Capability.MAINTENANCE);
    String prefix = "tenants/" + tenant + "/spill/metrics/" + run.id() + "/";
    return TenantCredentials.of(function, session)
        .s3()
        .listObjectsV2(list -> list.bucket(function.required("ARTIFACT_BUCKET")).prefix(prefix))
        .contents();
  }

  @Test
  void theDefaultExperimentIsNeverErased() {
    acme2.experiments().move(new ExperimentId("0"), LifecycleStage.DELETED, NOW);

    assertThat(collect("acme2", ",'older_than_days':0")).contains("\"ended\":true");

    acme2.experiments().move(new ExperimentId("0"), LifecycleStage.ACTIVE, NOW);
  }

  @Test
  void sweepsAgainWhatWasPutAfterItWasErased() {
    RunInfo run = run(acme, "0");
    Instant longAgo = Instant.now().minus(Duration.ofDays(16));
    acme.runs().move(run.id(), LifecycleStage.DELETED, NOW);
    var thing = Thing.run(run.id()).at(NOW);
    assertThat(acme.bin().take(thing)).isTrue();
    acme.bin().remains(thing, 1).forEach(remains -> acme.bin().erase(remains, longAgo));
    acme.bin().forget(thing);
    assertThat(acme.artifacts().list(files(run))).as("as if put to a lent URL").isNotEmpty();

    assertThat(collect("acme", "")).contains("\"ended\":true");

    assertThat(acme.artifacts().list(files(run))).isEmpty();
    assertThat(acme.bin().erased(Instant.now().minus(Duration.ofDays(15)), 1)).isEmpty();
  }

  @Test
  void sweepsFilesOfRunsAndModelsThatAreNotThereAndNoOthers() {
    TenantStores tidy = tenant("tidy");
    RunInfo there = run(tidy, "0");
    RunInfo deleted = run(tidy, "0");
    tidy.runs().move(deleted.id(), LifecycleStage.DELETED, NOW);
    RunId never = RunId.create(new ExperimentId("0"), NOW, RANDOM);
    String orphan = "0/" + never + "/artifacts/a b/ü%";
    String model = "0/models/m-" + never + "/artifacts/MLmodel";
    String nested = files(there) + "/" + never + "/artifacts/kept";
    for (String file : List.of(orphan, model, nested, "0/loose/kept")) {
      tidy.artifacts().put(new ArtifactPath(file), new byte[] {1}, "text/plain");
    }

    assertThat(chore("sweep-orphans", "tidy", "")).as("young").contains("\"count\":0");
    assertThat(chore("sweep-orphans", "tidy", ",'older_than_days':0,'dry_run':true"))
        .contains("\"count\":2", orphan, model);
    assertThat(tidy.artifacts().size(new ArtifactPath(orphan))).as("a dry run").isPresent();
    assertThat(chore("sweep-orphans", "tidy", ",'older_than_days':0")).contains("\"count\":2");

    assertThat(tidy.artifacts().size(new ArtifactPath(orphan))).isEmpty();
    assertThat(tidy.artifacts().size(new ArtifactPath(model))).isEmpty();
    assertThat(tidy.artifacts().size(new ArtifactPath(nested))).isPresent();
    assertThat(tidy.artifacts().size(new ArtifactPath("0/loose/kept"))).isPresent();
    assertThat(tidy.artifacts().list(files(there))).hasSize(4);
    assertThat(tidy.artifacts().list(files(deleted))).as("may be restored").hasSize(3);
  }

  @Test
  void doesAllForAllActiveTenantsOnSchedule() {
    assertThat(invoke("MaintenanceFunction", "{'detail-type':'Scheduled Event'}"))
        .startsWith("{\"ended\":true")
        .contains("\"tenant\":\"acme\"", "\"tenant\":\"acme2\"")
        .contains("collect-garbage")
        .doesNotContain("error_code");
  }

  private static RunInfo run(TenantStores stores, String experiment) {
    RunId id = RunId.create(new ExperimentId(experiment), NOW, RANDOM);
    String root = experiment.equals("77") ? "old" : experiment;
    var run =
        new RunInfo(
            id,
            "bold-lark-7",
            "ada",
            RunStatus.RUNNING,
            NOW,
            Optional.empty(),
            LifecycleStage.ACTIVE,
            "mlflow-artifacts:/" + root + "/" + id + "/artifacts");
    stores.runs().create(run, List.of(new Tag("a", "b")));
    for (String name : List.of("a", "b c/ü%", "d")) {
      stores.artifacts().put(files(run).resolve(name), name.getBytes(UTF_8), "text/plain");
    }
    return run;
  }

  private static ArtifactPath files(RunInfo run) {
    return ArtifactPath.ofLocation(run.artifactUri());
  }

  private static String collect(String tenant, String more) {
    return chore("collect-garbage", tenant, more);
  }

  private static String chore(String chore, String tenant, String more) {
    return invoke(
        "MaintenanceFunction", "{'tenant':'" + tenant + "','chore':'" + chore + "'" + more + "}");
  }

  private static String invoke(String function, String event) {
    return switch (aws.invoke(function, event.replace('\'', '"').getBytes(UTF_8))) {
      case Outcome.Answered(byte[] payload) -> new String(payload, UTF_8);
      case Outcome.Failed failed -> throw new AssertionError(failed);
      case Outcome.TooLarge tooLarge -> throw new AssertionError(tooLarge);
    };
  }
}

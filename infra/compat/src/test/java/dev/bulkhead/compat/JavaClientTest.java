package dev.bulkhead.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.Page;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * MLflow's own Java client, as two tenants. It writes 64-bit integers as strings, and leaves
 * artifacts to the Python client's command line.
 */
class JavaClientTest {
  /** A deployment keeps its tenants, so that each run has its own. */
  private static final String ACME = "acme-" + UUID.randomUUID().toString().substring(0, 8);

  private static Deployment deployment;
  private static MlflowClient acme;
  private static MlflowClient acme2;

  @BeforeAll
  static void start() throws IOException {
    deployment = Deployment.chosen();
    acme = client(ACME);
    acme2 = client(ACME + "2");
  }

  @AfterAll
  static void stop() {
    acme.close();
    acme2.close();
    deployment.close();
  }

  @Test
  void keepsExperiments() {
    String id = acme.createExperiment("java-experiments");
    acme.setExperimentTag(id, "team", "blue");
    acme.renameExperiment(id, "java-renamed");

    Experiment found = acme.getExperimentByName("java-renamed").orElseThrow();
    assertThat(found.getExperimentId()).isEqualTo(id);
    assertThat(found.getTagsList()).singleElement().returns("blue", tag -> tag.getValue());
    assertThat(acme.getExperimentByName("java-experiments")).isEmpty();

    acme.deleteExperiment(id);
    assertThat(acme.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
    acme.restoreExperiment(id);
    assertThat(acme.searchExperiments("name = 'java-renamed'").getItems()).hasSize(1);
  }

  @Test
  void logsARun() {
    String experiment = acme.createExperiment("java-runs");
    RunInfo created =
        acme.createRun(
            CreateRun.newBuilder().setExperimentId(experiment).setStartTime(1000).build());
    String id = created.getRunId();

    acme.logParam(id, "depth", "3");
    acme.logMetric(id, "loss", 0.5, 100, 1);
    acme.logMetric(id, "loss", 0.25, 200, 2);
    acme.logMetric(id, "nan", Double.NaN);
    acme.setTag(id, "kind", "java");
    acme.logBatch(
        id,
        List.of(Metric.newBuilder().setKey("m").setValue(1).setTimestamp(5).setStep(0).build()),
        List.of(Param.newBuilder().setKey("p").setValue("v").build()),
        List.of(RunTag.newBuilder().setKey("t").setValue("u").build()));
    acme.setTerminated(id, RunStatus.FINISHED, 2000);

    Run run = acme.getRun(id);
    assertThat(run.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.getInfo().getEndTime()).isEqualTo(2000);
    assertThat(run.getData().getParamsList()).extracting(Param::getKey).contains("depth", "p");
    assertThat(run.getData().getMetricsList())
        .filteredOn(metric -> metric.getKey().equals("loss"))
        .singleElement()
        .returns(0.25, Metric::getValue);
    assertThat(acme.getMetricHistory(id, "loss"))
        .extracting(Metric::getStep)
        .containsExactly(1L, 2L);
    assertThat(search(acme, experiment, "params.depth = '3' and metrics.loss < 0.3").getItems())
        .singleElement()
        .returns(id, found -> found.getInfo().getRunId());
  }

  @Test
  void walksPagesOfRuns() {
    String experiment = acme.createExperiment("java-pages");
    for (int i = 0; i < 5; i++) {
      acme.createRun(CreateRun.newBuilder().setExperimentId(experiment).setStartTime(i).build());
    }

    RunsPage first = acme.searchRuns(List.of(experiment), "", ViewType.ACTIVE_ONLY, 3);
    Page<Run> second = first.getNextPage();

    assertThat(first.getItems()).hasSize(3);
    assertThat(second.getItems()).hasSize(2);
    assertThat(second.hasNextPage()).isFalse();
  }

  @Test
  void seesNothingOfAnotherTenant() {
    String experiment = acme.createExperiment("java-secret");
    String run = acme.createRun(experiment).getRunId();

    assertThat(acme2.getExperimentByName("java-secret")).isEmpty();
    assertThat(search(acme2, experiment, "").getItems()).isEmpty();
    assertThatThrownBy(() -> acme2.getRun(run))
        .isInstanceOf(MlflowClientException.class)
        .hasMessageContaining("RESOURCE_DOES_NOT_EXIST");
    assertThatThrownBy(() -> acme2.logMetric(run, "m", 1))
        .isInstanceOf(MlflowClientException.class)
        .hasMessageContaining("RESOURCE_DOES_NOT_EXIST");
    assertThat(acme2.createExperiment("java-secret")).isNotEqualTo(experiment);
  }

  private static RunsPage search(MlflowClient client, String experiment, String filter) {
    return client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, 100);
  }

  private static MlflowClient client(String tenant) throws IOException {
    return new MlflowClient(
        new BasicMlflowHostCreds(deployment.uri().toString(), deployment.token(tenant)));
  }
}

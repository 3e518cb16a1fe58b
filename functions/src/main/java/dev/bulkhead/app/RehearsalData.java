package dev.bulkhead.app;

import dev.bulkhead.control.ApiToken;
import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sample events expect to be there: a tenant, its token, two experiments, a run in each.
 */
final class RehearsalData {
  static final TenantId TENANT = new TenantId("acme");

  /** One of the experiment that everybody has, one of another. */
  static final List<RunId> RUNS =
      List.of(
          new RunId("0000000000018bcfe568000badc0ffee"),
          new RunId("0000000007018bcfe568000badc0ffee"));

  private RehearsalData() {}

  /** Puts it into whichever tables the function knows. */
  static void put(Environment environment) {
    if (environment.variables().containsKey("CONTROL_TABLE")) {
      var _ = ControlPlane.tenants(environment).create(TENANT, Instant.EPOCH);
      ControlPlane.tokens(environment).open(TENANT, Access.WRITE).create(token());
    }
    if (environment.variables().containsKey("TRACKING_TABLE")) {
      TenantStores stores = stores(environment);
      for (RunId run : RUNS) {
        stores.experiments().create(experiment(run.experiment()));
        stores.runs().create(info(run), List.of());
      }
    }
  }

  /** The stores of the tenant. */
  static TenantStores stores(Environment environment) {
    return new LiveStores(environment, Capability.TRACKING).open(TENANT, Access.WRITE);
  }

  private static Token token() {
    var shown = new ApiToken(TENANT, new TokenId("0123456789abcdef"), "0".repeat(64));
    return new Token(
        shown.id(),
        "ana",
        Role.EDITOR,
        shown.hash(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }

  private static Experiment experiment(ExperimentId id) {
    return new Experiment(
        id,
        id.equals(ExperimentId.DEFAULT) ? "Default" : "rehearsal",
        "mlflow-artifacts:/" + id,
        LifecycleStage.ACTIVE,
        Instant.EPOCH,
        Instant.EPOCH,
        Map.of());
  }

  private static RunInfo info(RunId id) {
    return new RunInfo(
        id,
        "rehearsal",
        "",
        RunStatus.RUNNING,
        Instant.EPOCH,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        "mlflow-artifacts:/" + id);
  }
}

package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Segments of two tenants behind the walls, and in one function's memory. */
final class SealedRunsWallTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");
  private static final ExperimentId SAME = new ExperimentId("42");
  private static final RunSearch ALL =
      new RunSearch(
          List.of(SAME), ViewType.ALL, RunQuery.parse("", List.of("tags.owner")), Optional.empty());

  private static LocalAws aws;

  @BeforeAll
  static void start() throws Exception {
    Path template = Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml");
    aws = LocalAws.start(LocalAws.Config.of(template));
    for (TenantId tenant : List.of(ACME, ACME2)) {
      createRun(tenant);
      assertThat(
              stores("MaintenanceFunction", Capability.MAINTENANCE, Function.identity())
                  .open(tenant, Access.WRITE)
                  .sealing()
                  .seal(SAME)
                  .runs())
          .isEqualTo(1);
    }
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  /** One that has ended, in an experiment of the same id for each tenant. */
  private static void createRun(TenantId tenant) {
    TenantStores stores =
        stores("RunsFunction", Capability.TRACKING, Function.identity()).open(tenant, Access.WRITE);
    Instant start = Instant.now().minus(Duration.ofDays(1));
    stores
        .experiments()
        .create(new Experiment(SAME, "churn", "x", LifecycleStage.ACTIVE, start, start, Map.of()));
    RunId id = RunId.create(SAME, start, new Random());
    stores
        .runs()
        .create(
            new RunInfo(
                id,
                "r",
                "u",
                RunStatus.FINISHED,
                start,
                Optional.empty(),
                LifecycleStage.ACTIVE,
                "x"),
            List.of(new Tag("owner", tenant.value())));
  }

  /** Of a function whose writers live now, and whose chores are done two hours later. */
  private static LiveStores stores(
      String name, Capability capability, Function<SessionRequest, SessionRequest> sessions) {
    Environment function = aws.environment(aws.template().function(name));
    Function<SessionRequest, SessionClients> clients = LiveStores.cachedClients(function);
    Clock clock =
        capability == Capability.MAINTENANCE
            ? Clock.offset(Clock.systemUTC(), Duration.ofHours(2))
            : Clock.systemUTC();
    return new LiveStores(
        function,
        capability,
        request -> {
          SessionClients right = clients.apply(sessions.apply(request));
          return new SessionClients(
              right.dynamo(),
              right.s3(),
              right.presigner(),
              right.freshSession(),
              new ExperimentStages(clock));
        });
  }

  private static List<String> owners(TenantStores stores) {
    List<String> owners = new ArrayList<>();
    stores.runs().search(ALL, 100).forEachRemaining(run -> owners.add(run.tags().get("owner")));
    return owners;
  }

  @Test
  void eachTenantFindsItsOwnRunsInTheSameFunction() {
    LiveStores function = stores("SearchFunction", Capability.TRACKING, Function.identity());

    for (int time = 0; time < 2; time++) {
      assertThat(owners(function.open(ACME, Access.READ))).containsExactly("acme");
      assertThat(owners(function.open(ACME2, Access.READ))).containsExactly("acme2");
    }
  }

  @Test
  void whatIsInMemoryIsNotToldInAnothersSession() {
    List<SessionRequest> first = new ArrayList<>();
    LiveStores mixedUp =
        stores(
            "SearchFunction",
            Capability.TRACKING,
            request -> {
              first.add(request);
              return first.getFirst();
            });
    assertThat(owners(mixedUp.open(ACME, Access.READ))).containsExactly("acme");

    assertThatThrownBy(() -> owners(mixedUp.open(ACME2, Access.READ)))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            denied ->
                assertThat(denied.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
  }

  @Test
  void whoOnlyReadsSeesWhatIsDueAndCannotSealIt() {
    TenantId reader = new TenantId("reader");
    createRun(reader);
    TenantStores readOnly =
        stores("MaintenanceFunction", Capability.MAINTENANCE, Function.identity())
            .open(reader, Access.READ);

    assertThat(readOnly.sealing().due(SAME)).isEqualTo(1);
    assertThatThrownBy(() -> readOnly.sealing().seal(SAME)).isInstanceOf(AwsServiceException.class);
  }
}

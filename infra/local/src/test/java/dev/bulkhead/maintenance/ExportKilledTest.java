package dev.bulkhead.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.MortalStores;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.maintenance.ExportState.Phase;
import dev.bulkhead.store.Archive;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Exports and restores that are killed at each of their writes, and done again. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ExportKilledTest {
  private static Siege siege;
  private static Deployment deployment;
  private static MortalStores stores;

  @BeforeAll
  static void start() throws Exception {
    siege = new Siege(List.of("full"));
    deployment = new Deployment(siege);
    stores =
        new MortalStores(
            siege.aws().environment(siege.aws().template().function("MaintenanceFunction")),
            Capability.MAINTENANCE);
    deployment.operate("create-tenant", "bare");
    siege.send(
        Ask.post("mlflow/runs/create", "{\"experiment_id\":\"0\",\"run_name\":\"r\"}")
            .as(siege.issue("bare", "editor")));
    siege.awaitEvents();
  }

  @AfterAll
  static void stop() {
    siege.close();
  }

  /**
   * Of some there are two already, so that the oldest is removed, and half of it may be left. These
   * are of the near future, before which nothing is exported any more.
   */
  @Order(2)
  @Test
  void anExportThatIsKilledIsNotTakenAsWholeAndGoesOn() {
    Instant now = Instant.now();
    int writes = 0;
    for (boolean killed = true; killed; writes++) {
      now = now.plusSeconds(1);
      killed = isKilled(new ExportTenant(Optional.empty()), "full", writes, now);
      assertWhatIsWholeIsWhole("full");
      steps(new ExportTenant(Optional.empty()), "full", now.plusMillis(1));
      assertThat(ExportTenant.isWhole(exports("full"), exports("full").names().getFirst()))
          .isTrue();
    }
    assertThat(writes).isGreaterThan(4);
    assertThat(exports("full").names()).hasSize(2);
  }

  /** What has no files begins with items, of which half may be there. */
  @Order(1)
  @ParameterizedTest
  @ValueSource(strings = {"full", "bare"})
  void aRestoreThatIsKilledIsDoneAgain(String exported) throws Exception {
    assertThat(deployment.export(exported).get("count")).isEqualTo(1L);
    Map<String, byte[]> export = deployment.exports(exported);
    List<String> lines = lines(exported);
    Map<String, String> files = files(exported);
    int writes = 0;
    for (boolean killed = true; killed; writes++) {
      String tenant = exported + "-" + writes;
      deployment.bring(tenant, export);

      killed = isKilled(new RestoreTenant(), tenant, writes, Instant.now());
      if (killed) {
        steps(new RestoreTenant(), tenant, Instant.now());
      }

      assertThat(lines(tenant)).as("%d writes", writes).isEqualTo(lines);
      assertThat(files(tenant)).isEqualTo(files);
    }
    assertThat(writes).isGreaterThan(5);
  }

  private static boolean isKilled(Chore chore, String tenant, int writes, Instant now) {
    try {
      stores.live(writes);
      steps(chore, tenant, now);
      return false;
    } catch (MortalStores.Killed _) {
      return true;
    } finally {
      stores.live(Integer.MAX_VALUE);
    }
  }

  /** All steps of a chore. */
  private static void steps(Chore chore, String tenant, Instant now) {
    Optional<String> cursor = Optional.empty();
    do {
      cursor =
          chore
              .step(
                  new Chore.Visit(
                      own(tenant),
                      Optional.empty(),
                      cursor,
                      now,
                      false,
                      Optional.of(Duration.ZERO)))
              .next();
    } while (cursor.isPresent());
  }

  private static TenantStores own(String tenant) {
    return stores.open(new TenantId(tenant), Access.WRITE);
  }

  private static Exports exports(String tenant) {
    return own(tenant).exports();
  }

  /** The tenant's items as an export would have them. */
  private static List<String> lines(String tenant) {
    Archive archive = own(tenant).archive();
    List<String> lines = new ArrayList<>();
    Optional<String> place = Optional.empty();
    do {
      Archive.Slice slice = archive.read(place);
      lines.addAll(slice.lines());
      place = slice.next();
    } while (place.isPresent());
    return lines.stream().sorted().toList();
  }

  private static List<String> linesOf(String tenant, String export) {
    Exports exports = exports(tenant);
    return ExportTenant.state(exports, export).orElseThrow().parts().stream()
        .filter(part -> part.phase() == Phase.ITEMS)
        .flatMap(
            part -> ExportLines.unpack(exports.find(export, part.name()).orElseThrow()).stream())
        .sorted()
        .toList();
  }

  /** Every export that says that it is whole has all that it names. */
  private static void assertWhatIsWholeIsWhole(String tenant) {
    Exports exports = exports(tenant);
    for (String name : exports.names()) {
      if (ExportTenant.isWhole(exports, name)) {
        assertThat(linesOf(tenant, name)).isEqualTo(lines(tenant));
        assertThat(objects(tenant, "exports/" + name + "/objects/artifacts/"))
            .isEqualTo(files(tenant));
      }
    }
  }

  private static Map<String, String> files(String tenant) {
    return objects(tenant, "artifacts/");
  }

  /** What a folder of the tenant's has, by name. */
  private static Map<String, String> objects(String tenant, String folder) {
    String prefix = "tenants/" + tenant + "/" + folder;
    Map<String, String> objects = new TreeMap<>();
    for (S3Object object :
        siege
            .s3()
            .listObjectsV2Paginator(list -> list.bucket(siege.bucket()).prefix(prefix))
            .contents()) {
      objects.put(object.key().substring(prefix.length()), object.eTag());
    }
    return objects;
  }
}

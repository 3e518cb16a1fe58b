package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A tenant that is exported from one deployment and restored in another. */
final class ExportTest {
  private static Siege first;
  private static Siege second;
  private static Deployment from;
  private static Deployment to;
  private static Map<String, byte[]> export;

  @BeforeAll
  static void export() throws Exception {
    first = new Siege(List.of("acme", "acme2"));
    second = new Siege(List.of());
    from = new Deployment(first);
    to = new Deployment(second);
    Trained.in(first, "acme");
    assertThat(from.export("acme").get("count")).isEqualTo(1L);
    export = from.exports("acme");
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
  }

  @Test
  void whatIsRestoredElsewhereReadsTheSame() throws Exception {
    Map<String, String> before = from.everything("acme");
    to.bring("acme", export);

    Map<?, ?> restored = to.restore("acme");
    to.operate("resume-tenant", "acme");

    assertThat(restored.get("error_code")).as("%s", restored).isNull();
    assertThat(before).hasSizeGreaterThan(25);
    assertThat(to.everything("acme")).isEqualTo(before);
    assertThat(to.siege().log()).noneMatch(line -> line.text().contains("wall_hit"));
  }

  @Test
  void underAnotherNameItIsThatTenants() throws Exception {
    to.bring("blue", export);
    assertThat(to.restore("blue").get("error_code")).isNull();
    to.operate("resume-tenant", "blue");

    assertThat(String.join("\n", to.everything("blue").values()))
        .contains("/tenants/blue/artifacts/at-s3")
        .doesNotContain("/tenants/acme/");
  }

  @Test
  void anExportOverwritesNothing() throws Exception {
    assertThat(from.restore("acme2").get("message")).asString().contains("suspended");
    from.operate("suspend-tenant", "acme2");
    export.forEach((name, bytes) -> from.put("acme2", name, bytes));
    Map<String, String> before = first.stored();

    assertThat(from.restore("acme2").get("message")).asString().contains("not empty");
    assertThat(first.stored()).isEqualTo(before);
  }

  /** Nor does anybody else's: the walls' tests try every store with another tenant's keys. */
  @ParameterizedTest
  @CsvSource({
    "ArtifactsFunction, ARTIFACTS",
    "RunsFunction, TRACKING",
    "UploadsFunction, ACCOUNTING",
    "ArtifactsFunction, FILES"
  })
  void noSessionThatACallerCausesReachesAnExport(String function, Capability capability) {
    var environment = first.aws().environment(first.aws().template().function(function));
    TenantStores stores =
        new LiveStores(environment, capability).open(new TenantId("acme"), Access.WRITE);
    String kept =
        export.keySet().stream()
            .filter(name -> name.endsWith("file.txt"))
            .findFirst()
            .orElseThrow();
    String of = kept.substring(0, kept.indexOf('/'));
    String file = kept.substring(kept.indexOf("artifacts/"));

    assertDenied(() -> stores.exports().names());
    assertDenied(() -> stores.exports().put(of, "x", new byte[0]));
    assertDenied(() -> stores.exports().keep(of, file));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            denied -> assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void whatWasDamagedIsRefused() throws Exception {
    String items =
        export.keySet().stream().filter(name -> name.contains("/items-")).findFirst().orElseThrow();
    to.bring("red", export);
    to.put("red", items, "other".getBytes(UTF_8));
    assertThat(to.restore("red").get("message")).asString().contains("damaged", "has changed");

    String file =
        export.keySet().stream()
            .filter(name -> name.endsWith("file.txt"))
            .findFirst()
            .orElseThrow();
    to.bring("green", export);
    to.put("green", file, "a f1le".getBytes(UTF_8));
    assertThat(to.restore("green").get("message")).asString().contains("damaged", "file.txt");

    to.put("green", file, export.get(file));
    assertThat(to.restore("green").get("error_code")).as("once it is whole").isNull();
  }

  @Test
  void anExportOfANewerFormatIsRefused() throws Exception {
    String state =
        export.keySet().stream()
            .filter(name -> name.endsWith("/export.json"))
            .findFirst()
            .orElseThrow();
    to.bring("grey", export);
    to.put(
        "grey",
        state,
        new String(export.get(state), UTF_8)
            .replace("\"format\":1", "\"format\":2")
            .getBytes(UTF_8));

    assertThat(to.restore("grey").get("error_code")).isEqualTo("INTERNAL_ERROR");
    assertThat(second.log()).anyMatch(line -> line.text().contains("written by a newer release"));
  }

  @Test
  void twoExportsAreKeptAndNoScheduleMakesOneUnlessItIsToldTo() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(from.export("acme").get("count")).isEqualTo(1L);
    }
    Map<?, ?> listed = from.chore("acme", "restore-tenant", ",\"dry_run\":true");
    assertThat((List<?>) listed.get("found")).hasSize(2);
    assertThat(from.chore("acme", "export-tenant", "").get("count")).isEqualTo(0L);
  }
}

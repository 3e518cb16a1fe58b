package dev.bulkhead.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.maintenance.Chore.Step;
import dev.bulkhead.maintenance.Chore.Visit;
import dev.bulkhead.maintenance.ReconcileStorage;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of which S3 told nothing, too much, or something else. */
final class ReconcileStorageTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static LocalAws aws;

  /** A stack whose events nobody notes. */
  @BeforeAll
  static void start() throws IOException {
    aws =
        LocalAws.start(
            LocalAws.Config.of(ROOT.resolve("template.yaml"))
                .with(
                    (function, environment) ->
                        function.id().equals("UploadsFunction")
                            ? (_, answer, _) -> answer.write("{}".getBytes(UTF_8))
                            : Handlers.create(function, environment)));
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void whatS3NeverToldIsFoundAndNoted() {
    TenantStores stores = maintained("told", Access.WRITE);
    files("told").put(new ArtifactPath("1/new"), new byte[7], "text/plain");
    files("told").put(new ArtifactPath("1/other"), new byte[5], "text/plain");
    note(stores, "1/other", 50);
    note(stores, "1/gone", 3);

    List<String> dry = walk(maintained("told", Access.READ), LATER, true);
    assertThat(dry)
        .containsExactlyInAnyOrder(
            "1/new: noted nothing, stored 7 bytes",
            "1/other: noted 50 bytes, stored 5 bytes",
            "1/gone: noted 3 bytes, stored nothing");
    assertThat(stores.usage().of(Counter.TENANT)).isEqualTo(new Usage(53, 2, 0, 0));

    assertThat(walk(stores, LATER, false)).hasSize(3);
    assertThat(stores.usage().of(Counter.TENANT)).isEqualTo(new Usage(12, 2, 0, 0));
    assertThat(walk(stores, LATER, false)).isEmpty();

    note(stores, "1/other", 6);
    assertThat(stores.usage().of(Counter.TENANT)).isEqualTo(new Usage(12, 2, 0, 0));
  }

  @Test
  void whatWasWrittenAMomentAgoIsLeftToItsEvent() {
    TenantStores stores = maintained("fresh", Access.WRITE);
    files("fresh").put(new ArtifactPath("1/new"), new byte[7], "text/plain");

    assertThat(walk(stores, Instant.now(), false)).isEmpty();
    assertThat(walk(stores, LATER, true)).hasSize(1);
  }

  @Test
  void aFoundFileThatDoesNotFitIsInQuarantine() {
    TenantStores stores = maintained("small", Access.WRITE);
    files("small").put(new ArtifactPath("1/new"), new byte[7], "text/plain");

    var visit =
        new Visit(
            stores,
            Optional.of(new StorageQuota(6)),
            Optional.empty(),
            LATER,
            false,
            Optional.empty());
    assertThat(new ReconcileStorage().step(visit).count()).isEqualTo(1);

    assertThat(stores.usage().of(Counter.TENANT)).isEqualTo(new Usage(0, 0, 7, 1));
  }

  @Test
  void manyNotesAndFilesAreComparedInSteps() {
    TenantStores stores = maintained("many", Access.WRITE);
    List<Upload> uploads =
        IntStream.range(0, 4200).mapToObj(i -> removed("1/%04d".formatted(i))).toList();
    for (int i = 0; i < uploads.size(); i += 90) {
      var _ = stores.uploads().note(uploads.subList(i, Math.min(4200, i + 90)), Optional.empty());
    }
    note(stores, "2/last", 3);

    TenantStores reader = maintained("many", Access.READ);
    var first =
        new Visit(reader, Optional.empty(), Optional.empty(), LATER, true, Optional.empty());
    assertThat(new ReconcileStorage().step(first).next()).isPresent();
    assertThat(walk(reader, LATER, true)).containsExactly("2/last: noted 3 bytes, stored nothing");
  }

  private static List<String> walk(TenantStores stores, Instant now, boolean dryRun) {
    var found = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      Step step =
          new ReconcileStorage()
              .step(new Visit(stores, Optional.empty(), cursor, now, dryRun, Optional.empty()));
      found.addAll(step.found());
      cursor = step.next();
    } while (cursor.isPresent());
    return found;
  }

  private static void note(TenantStores stores, String file, long size) {
    var _ = stores.uploads().note(List.of(upload(file, size)), Optional.empty());
  }

  private static Upload upload(String file, long size) {
    return new Upload(file, false, size, "e", new Sequencer("01"), Instant.EPOCH);
  }

  private static Upload removed(String file) {
    return new Upload(file, true, 0, "", new Sequencer("01"), Instant.EPOCH);
  }

  private static ArtifactStore files(String tenant) {
    return open("ArtifactsFunction", Capability.ARTIFACTS, tenant, Access.WRITE).artifacts();
  }

  private static TenantStores maintained(String tenant, Access access) {
    return open("MaintenanceFunction", Capability.MAINTENANCE, tenant, access);
  }

  private static TenantStores open(
      String function, Capability capability, String tenant, Access access) {
    return new LiveStores(aws.environment(aws.template().function(function)), capability)
        .open(new TenantId(tenant), access);
  }
}

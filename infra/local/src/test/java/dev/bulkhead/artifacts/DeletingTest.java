package dev.bulkhead.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.ArtifactStore.Entry;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Folders are deleted a thousand files at a time. */
@Timeout(120)
class DeletingTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final ArtifactPath FOLDER = new ArtifactPath("0/folder");

  private static LocalAws aws;

  @BeforeAll
  static void start() throws IOException {
    aws = LocalAws.start(LocalAws.Config.of(ROOT.resolve("template.yaml")));
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void aFolderOfMoreFilesThanS3DeletesAtOnceIsDeletedAndItsNeighbourIsNot() {
    ArtifactStore files = open(Access.WRITE);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 1_001; i++) {
        String name = "0/folder/" + i % 3 + "/" + i;
        threads.execute(() -> put(files, name));
      }
    }
    put(files, "0/folder2");
    put(files, "0/folder-2");

    files.delete(FOLDER);

    assertThat(files.list(FOLDER)).isEmpty();
    assertThat(files.list(new ArtifactPath("0")))
        .extracting(Entry::path)
        .containsExactly(new ArtifactPath("0/folder-2"), new ArtifactPath("0/folder2"));
  }

  @Test
  void aKeyThatMayNotBeDeletedIsTheWallsDenial() {
    put(open(Access.WRITE), "1/kept");

    assertThatThrownBy(() -> open(Access.READ).deleteSome(new ArtifactPath("1"), 10))
        .isInstanceOfSatisfying(
            S3Exception.class,
            denial -> {
              assertThat(denial.statusCode()).isEqualTo(403);
              assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            });
    assertThat(open(Access.READ).size(new ArtifactPath("1/kept"))).hasValue(1L);
  }

  private static void put(ArtifactStore files, String name) {
    files.put(new ArtifactPath(name), new byte[1], "text/plain");
  }

  private static ArtifactStore open(Access access) {
    var function = aws.template().function("ArtifactsFunction");
    return new LiveStores(aws.environment(function), Capability.ARTIFACTS)
        .open(new TenantId("acme"), access)
        .artifacts();
  }
}

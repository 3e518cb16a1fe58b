package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is kept in a directory, and what is not kept without one. */
class RestartTest {
  private static final String KEY = "tenants/acme//../odd key 文件";

  @TempDir Path directory;

  @Test
  void keepsObjectsWithAllThatIsKnownOfThem() throws IOException {
    try (RunningS3 s3 = RunningS3.start(directory);
        S3Client client = s3.as(s3.operator)) {
      client.putObject(
          r ->
              r.bucket(BUCKET)
                  .key(KEY)
                  .contentType("text/plain")
                  .metadata(Map.of("a", "b"))
                  .checksumAlgorithm(ChecksumAlgorithm.SHA256),
          RequestBody.fromString("kept"));
      client.putObject(r -> r.bucket(BUCKET).key("deleted"), RequestBody.fromString(""));
      client.deleteObject(r -> r.bucket(BUCKET).key("deleted"));
    }

    try (RunningS3 s3 = RunningS3.start(directory);
        S3Client client = s3.as(s3.operator)) {
      var object = client.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY));
      var head =
          client.headObject(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED));

      assertThat(object.asUtf8String()).isEqualTo("kept");
      assertThat(head.contentType()).isEqualTo("text/plain");
      assertThat(head.metadata()).isEqualTo(Map.of("a", "b"));
      assertThat(head.eTag()).isEqualTo(object.response().eTag());
      assertThat(head.checksumSHA256()).isNotNull();
      assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents())
          .extracting(S3Object::key)
          .containsExactly(KEY);
    }
  }

  @Test
  void goesOnWithAnUploadThatWasBegun() throws IOException {
    String id;
    String eTag;
    try (RunningS3 s3 = RunningS3.start(directory);
        S3Client client = s3.as(s3.operator)) {
      id = client.createMultipartUpload(r -> r.bucket(BUCKET).key(KEY)).uploadId();
      eTag =
          client
              .uploadPart(
                  r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(1),
                  RequestBody.fromString("part"))
              .eTag();
    }

    try (RunningS3 s3 = RunningS3.start(directory);
        S3Client client = s3.as(s3.operator)) {
      client.completeMultipartUpload(
          r ->
              r.bucket(BUCKET)
                  .key(KEY)
                  .uploadId(id)
                  .multipartUpload(
                      m -> m.parts(CompletedPart.builder().partNumber(1).eTag(eTag).build())));

      assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
          .isEqualTo("part");
    }
  }

  @Test
  void tellsLaterEventsFromEarlierOnesAcrossRestarts() throws IOException {
    String earlier;
    try (RunningS3 s3 = RunningS3.start(directory)) {
      s3.put(KEY, "1");
      earlier = s3.events.getFirst().sequencer();
    }
    try (RunningS3 s3 = RunningS3.start(directory)) {
      s3.put(KEY, "2");

      assertThat(s3.events.getFirst().sequencer())
          .isGreaterThan(earlier)
          .hasSameSizeAs(earlier)
          .matches("[0-9A-F]{16,}");
    }
  }

  @Test
  void dropsWhatACrashLeftHalfWritten() throws IOException {
    try (RunningS3 s3 = RunningS3.start(directory)) {
      s3.put(KEY, "whole");
      Files.writeString(directory.resolve("drafts").resolve("half"), "ha");
    }
    try (RunningS3 s3 = RunningS3.start(directory);
        S3Client client = s3.as(s3.operator)) {
      assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
          .isEqualTo("whole");
      assertThat(directory.resolve("drafts")).isEmptyDirectory();
    }
  }

  @Test
  void leavesNothingBehindWithoutADirectory() throws IOException {
    // Other tests' stacks may be running in this process.
    Set<String> before = ofThisProcess();
    try (RunningS3 s3 = RunningS3.start()) {
      s3.put(KEY, "not kept");
      assertThat(ofThisProcess()).hasSizeGreaterThan(before.size());
    }

    assertThat(ofThisProcess()).isSubsetOf(before);
  }

  private static Set<String> ofThisProcess() throws IOException {
    String name = "bulkhead-s3-" + ProcessHandle.current().pid();
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(path -> path.startsWith(name))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void deletesWhatAKilledProcessLeftBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    // No process has this number: it is above what systems give out.
    Path left = Files.createDirectories(temporary.resolve("bulkhead-s3-999999999-x/objects"));

    RunningS3.start().close();

    assertThat(left.getParent()).doesNotExist();
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (RunningS3 s3 = RunningS3.start()) {
      var config =
          new LocalS3.Config(
              BUCKET,
              s3.endpoint().getPort(),
              Optional.empty(),
              RunningS3.REGION,
              s3.iam,
              InstantSource.system(),
              e -> {});

      assertThatThrownBy(() -> LocalS3.start(config)).isInstanceOf(IOException.class);
    }
  }
}

package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Siege;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What earlier releases stored, read by this one: for each an export of a tenant with something of
 * each kind, and what its clients were answered then. docs/continuity.md says how another is made.
 */
final class ReleaseTest {
  private static final String ANSWERS = "answers.json";

  @ParameterizedTest
  @ValueSource(strings = "0.1")
  void whatAnEarlierReleaseStoredIsReadAsItWasThen(String release) throws Exception {
    Map<String, byte[]> stored = read(release);
    Map<?, ?> answers = (Map<?, ?>) Json.read(stored.remove(ANSWERS));
    try (var siege = new Siege(List.of())) {
      var deployment = new Deployment(siege);
      deployment.bring("acme", stored);
      Map<?, ?> restored = deployment.restore("acme");
      assertThat(restored.get("error_code")).as("%s", restored).isNull();
      deployment.operate("resume-tenant", "acme");

      Map<String, String> now = deployment.everything("acme");
      assertThat(answers).hasSizeGreaterThan(25);
      answers.forEach((call, answer) -> assertThat(now.get(call)).as("%s", call).isEqualTo(answer));
    }
  }

  /** Freezes what this release stores, as {@code src/test/resources/releases/<name>.zip}. */
  @Test
  @EnabledIfSystemProperty(named = "bulkhead.freeze", matches = "[0-9.]+")
  void freeze() throws Exception {
    Path file =
        Path.of(System.getProperty("bulkhead.root", "../.."))
            .resolve("infra/local/src/test/resources/releases")
            .resolve(System.getProperty("bulkhead.freeze") + ".zip");
    try (var siege = new Siege(List.of())) {
      var deployment = new Deployment(siege);
      siege.add("acme");
      Trained.in(siege, "acme");
      assertThat(deployment.export("acme").get("count")).isEqualTo(1L);
      Map<String, String> answers = deployment.everything("acme");
      Map<String, byte[]> stored = new TreeMap<>(deployment.exports("acme"));
      stored.put(
          ANSWERS,
          Json.write(
              out -> {
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                  out.writeStringField(answer.getKey(), answer.getValue());
                }
              }));
      write(file, stored);
    }
  }

  private static Map<String, byte[]> read(String release) throws IOException {
    Map<String, byte[]> stored = new TreeMap<>();
    try (InputStream file = ReleaseTest.class.getResourceAsStream("/releases/" + release + ".zip");
        var zip = new ZipInputStream(file, UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        stored.put(entry.getName(), zip.readAllBytes());
      }
    }
    return stored;
  }

  private static void write(Path file, Map<String, byte[]> stored) throws IOException {
    Files.createDirectories(file.getParent());
    try (var zip = new ZipOutputStream(Files.newOutputStream(file), UTF_8)) {
      for (Map.Entry<String, byte[]> each : stored.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
  }
}

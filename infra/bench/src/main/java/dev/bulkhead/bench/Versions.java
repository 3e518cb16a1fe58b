package dev.bulkhead.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What ran where, as the report must say. */
final class Versions {
  private Versions() {}

  /** Of a package that a requirements file of the same name pins. */
  static String ofPackage(Workshop workshop, String name) throws IOException {
    Path file = workshop.root().resolve("infra/bench/peers").resolve(name + ".txt");
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split("==", 2))
          .filter(pin -> pin[0].toLowerCase(Locale.ROOT).equals(name))
          .map(pin -> pin[1])
          .findFirst()
          .orElse("?");
    }
  }

  /** The first line that a command prints. */
  static String printed(String... command) throws IOException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    try (Reader out = process.inputReader()) {
      return out.readAllAsString().lines().findFirst().orElse("").strip();
    }
  }

  /** Processors, memory, system and JVM. */
  static String machine() {
    return "%d CPUs (%s), %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return Objects.requireNonNullElse(System.getProperty("os.arch"), "unknown");
    }
  }
}

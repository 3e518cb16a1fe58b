package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a server has used.
 *
 * @param cpu since it started, all its processes together
 * @param memory resident bytes now; pages that processes share are counted for each of them
 */
record Usage(Duration cpu, long memory) {
  private static final long KILOBYTE = 1024;

  /** Of a process and all that descend from it. */
  static Usage of(ProcessHandle root) {
    Duration cpu = Duration.ZERO;
    long memory = 0;
    for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      cpu = cpu.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
      memory += resident(process.pid());
    }
    return new Usage(cpu, memory);
  }

  Usage and(Usage other) {
    return new Usage(cpu.plus(other.cpu), memory + other.memory);
  }

  /** Linux tells; elsewhere it is 0. */
  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .map(line -> line.replaceAll("\\D", ""))
              .mapToLong(Long::parseLong)
              .sum()
          * KILOBYTE;
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0; // It has just ended, or this is not Linux.
    }
  }
}

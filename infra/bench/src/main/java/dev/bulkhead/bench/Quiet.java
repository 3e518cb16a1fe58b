package dev.bulkhead.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What else the machine did, looked at for two seconds.
 *
 * @param loadAverage of the last minute, in processes that run or want to; below 0 if unknown
 * @param others processors that others kept busy, a hypervisor's among them; below 0 if unknown
 */
record Quiet(double loadAverage, double others) {
  private static final int MILLIS = 2_000;
  private static final double TICKS_A_SECOND = 100;
  private static final double NOTICEABLE = 0.2;

  /** The fields of Linux's line: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int IDLE = 3;

  private static final int IOWAIT = 4;
  private static final int FIELDS = 8;

  static Quiet now() throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    double start = busySeconds();
    long since = System.nanoTime();
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
    double seconds = (System.nanoTime() - since) / 1e9;
    return new Quiet(load, start < 0 ? -1 : (busySeconds() - start) / seconds);
  }

  boolean isQuiet() {
    return others >= 0 && others < NOTICEABLE;
  }

  /** Linux tells; elsewhere it is below 0. */
  private static double busySeconds() {
    try {
      String all = Files.readAllLines(Path.of("/proc/stat")).getFirst();
      long[] ticks =
          Arrays.stream(all.split(" +")).skip(1).limit(FIELDS).mapToLong(Long::parseLong).toArray();
      return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[IOWAIT]) / TICKS_A_SECOND;
    } catch (IOException _) {
      return -1;
    }
  }
}

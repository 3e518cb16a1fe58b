package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All that a run has started, so that nothing outlives it: not at its end, nor on Ctrl-C. */
final class Processes implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 10;

  private final Deque<Process> started = new ArrayDeque<>();
  private boolean over;

  /** The program that this JVM was started by, for another one. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts a process, unless the run is over already. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (over) {
      throw new IOException("The run is over");
    }
    Process process = builder.start();
    started.push(process);
    return process;
  }

  /** Stops all that still run, the last one first: a server before its database. */
  @Override
  public synchronized void close() {
    over = true;
    while (!started.isEmpty()) {
      stop(started.pop());
    }
  }

  /** Asks a process and all that descend from it to end; those that do not are ended. */
  static void stop(Process process) {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
    for (ProcessHandle one : all) {
      while (one.isAlive() && System.nanoTime() < deadline) {
        if (!isWaited()) {
          break;
        }
      }
      one.destroyForcibly();
    }
  }

  private static boolean isWaited() {
    try {
      Thread.sleep(20);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

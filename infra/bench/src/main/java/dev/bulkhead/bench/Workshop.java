package dev.bulkhead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where servers are started: a folder for one run, deleted at its end, and one that git ignores for
 * what is installed once.
 *
 * @param root of the repository
 * @param processes that were started here
 */
record Workshop(Path root, Path scratch, Processes processes) implements AutoCloseable {
  private static final int SECONDS_TO_START = 180;

  static Workshop open(Path root) throws IOException {
    return new Workshop(root, Files.createTempDirectory("bulkhead-bench-"), new Processes());
  }

  /** Where a virtual environment of Python's is kept. */
  Path environment(String name) {
    return root.resolve(".bulkhead").resolve("bench").resolve(name);
  }

  /** A virtual environment with what a requirements file pins, made anew when the file changes. */
  Path python(String name) throws IOException {
    Path folder = environment(name);
    Path wanted = root.resolve("infra/bench/peers").resolve(name + ".txt");
    Path installed = folder.resolve("installed");
    if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
      Files.createDirectories(folder.getParent());
      Progress.say("Installing " + Files.readString(wanted).strip().replace('\n', ' '));
      run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
      run(
          List.of(
              folder.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "-r",
              wanted.toString()));
      Files.copy(wanted, installed);
    }
    return folder.resolve("bin");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Path log(String name) {
    return scratch.resolve(name + ".log");
  }

  /** Starts a process that goes on; what it says goes to a log. */
  Process start(String name, List<String> command, Map<String, String> variables)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
    return processes.start(builder);
  }

  /** Runs a process to its end. */
  void run(List<String> command) throws IOException {
    Path log = log("run");
    Process process =
        processes.start(
            new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    if (await(process) != 0) {
      List<String> lines = Files.readAllLines(log);
      throw new IOException(
          String.join(" ", command.subList(0, Math.min(3, command.size())))
              + " failed: "
              + String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size())));
    }
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("Interrupted", e);
    }
  }

  /** Waits until a server answers 200. */
  void awaitAnswer(URI uri, Process process, String name) throws IOException {
    await(() -> answers(uri), process, name);
  }

  /** Waits until a server has said something in its log. */
  void awaitLine(String text, Process process, String name) throws IOException {
    await(() -> Files.readString(log(name)).contains(text), process, name);
  }

  private void await(Callable<Boolean> ready, Process process, String name) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (!isTrue(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        Processes.stop(process);
        List<String> lines = Files.readAllLines(log(name));
        throw new IOException(
            name
                + " does not start: "
                + String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
      }
      pause();
    }
  }

  private static boolean isTrue(Callable<Boolean> ready) throws IOException {
    try {
      return ready.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(URI uri) {
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(2000);
      return connection.getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** Stops what was started, and deletes the folder; a second time it does nothing. */
  @Override
  public void close() {
    processes.close();
    if (!Files.exists(scratch)) {
      return;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      files.sorted(Comparator.reverseOrder()).forEach(Workshop::delete);
    } catch (IOException | UncheckedIOException e) {
      Progress.say("Could not delete all of " + scratch + ": " + e.getMessage());
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

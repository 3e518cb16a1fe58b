package dev.bulkhead.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of this machine, on a cluster made for one run; it syncs to disk as it should. */
record Postgres(Process process, String uri, String version) {
  private static final String USER = "postgres";

  static Postgres start(Workshop workshop) throws IOException {
    Path initdb = find("initdb");
    Path server = find("postgres");
    Path data = Files.createDirectory(workshop.scratch().resolve("postgresql"));
    List<String> user = unprivileged(data, workshop);
    workshop.run(
        with(
            user,
            initdb.toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8"));
    int port = Workshop.freePort();
    Process process =
        workshop.start(
            "postgresql",
            with(
                user,
                server.toString(),
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=" + data),
            Map.of());
    workshop.awaitLine("ready to accept connections", process, "postgresql");
    return new Postgres(
        process,
        "postgresql+psycopg2://" + USER + "@127.0.0.1:" + port + "/postgres",
        Versions.printed(server.toString(), "--version").replaceAll("[()]| Debian.*", "").strip());
  }

  /** It refuses to run as root. */
  private static List<String> unprivileged(Path data, Workshop workshop) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    Path scratch = data.getParent();
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx--x--x"));
    workshop.run(List.of("chown", "nobody", data.toString()));
    return List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");
  }

  private static List<String> with(List<String> user, String... command) {
    var all = new ArrayList<>(user);
    all.addAll(List.of(command));
    return all;
  }

  private static Path find(String program) throws IOException {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, program));
    return onPath
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("no PostgreSQL on the PATH (" + program + ")"));
  }
}

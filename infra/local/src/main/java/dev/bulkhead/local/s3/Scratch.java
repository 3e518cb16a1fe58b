package dev.bulkhead.local.s3;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Temporary directories, named by the process they serve. What a killed process left behind is
 * deleted by the next that starts: artifacts are large.
 */
final class Scratch {
  private static final String PREFIX = "bulkhead-s3-";

  private Scratch() {}

  static Path create() throws IOException {
    sweep(Path.of(System.getProperty("java.io.tmpdir")));
    return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
  }

  private static void sweep(Path temporary) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, PREFIX + "*-*")) {
      for (Path directory : left) {
        if (isAbandoned(directory)) {
          Directories.remove(directory);
        }
      }
    }
  }

  private static boolean isAbandoned(Path directory) {
    String[] parts = directory.getFileName().toString().substring(PREFIX.length()).split("-", 2);
    return parts[0].matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty()
        && Files.isWritable(directory);
  }
}

package dev.bulkhead.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that are ours to empty. */
final class Directories {
  private Directories() {}

  /** Deletes what a directory holds. */
  static void clear(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder())
          .filter(path -> !path.equals(directory))
          .forEach(Directories::delete);
    }
  }

  static void remove(Path directory) throws IOException {
    clear(directory);
    Files.deleteIfExists(directory);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

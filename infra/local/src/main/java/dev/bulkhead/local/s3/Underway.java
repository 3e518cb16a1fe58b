package dev.bulkhead.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The keys of changes that are under way: each is written down before its change and forgotten when
 * that was told. So where a process was killed in between, the next one tells what it finds.
 *
 * @param directory without it nothing is written: no other process will look
 */
record Underway(Optional<Path> directory) {

  /** Makes the directory if need be. */
  static Underway in(Optional<Path> directory) throws IOException {
    if (directory.isPresent()) {
      var _ = Files.createDirectories(directory.get());
    }
    return new Underway(directory);
  }

  /** Writes down that a key is about to change; says what to forget when that was told. */
  Optional<Path> begin(String key) throws IOException {
    return directory.isPresent()
        ? Optional.of(Files.writeString(directory.get().resolve(UUID.randomUUID().toString()), key))
        : Optional.empty();
  }

  void end(Optional<Path> begun) throws IOException {
    if (begun.isPresent()) {
      Files.delete(begun.get());
    }
  }

  /** What was begun and not ended. */
  List<Path> unended() throws IOException {
    if (directory.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.get())) {
      return files.toList();
    }
  }
}

package dev.bulkhead.local.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages as files of a directory, each called by its id, how often it was received, and whether
 * it is dead. A file appears, changes its name and disappears at once, so that a killed process
 * leaves every message as it was before or after.
 *
 * @param directory where nothing is kept if there is none
 */
record MessageFiles(Optional<Path> directory) {
  private static final String DEAD = "dead";
  private static final String UNFINISHED = ".unfinished";

  /** Makes the directory if need be. */
  MessageFiles {
    directory.ifPresent(path -> run(() -> Files.createDirectories(path)));
  }

  /** All messages, in the order of their ids. */
  List<Message> read() throws IOException {
    if (directory.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.get())) {
      return files
          .filter(file -> !file.toString().endsWith(UNFINISHED))
          .sorted()
          .map(MessageFiles::read)
          .toList();
    }
  }

  void add(Message message) {
    directory.ifPresent(
        path -> {
          Path unfinished = path.resolve(message.id() + UNFINISHED);
          run(() -> Files.writeString(unfinished, message.body()));
          run(() -> rename(unfinished, path.resolve(name(message))));
        });
  }

  void replace(Message before, Message after) {
    directory.ifPresent(
        path -> run(() -> rename(path.resolve(name(before)), path.resolve(name(after)))));
  }

  void delete(Message message) {
    directory.ifPresent(path -> run(() -> Files.delete(path.resolve(name(message)))));
  }

  private static void rename(Path before, Path after) throws IOException {
    Files.move(before, after, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String name(Message message) {
    return message.id() + "." + message.receives() + (message.dead() ? "." + DEAD : "");
  }

  private static Message read(Path file) {
    List<String> name = List.of(file.getFileName().toString().split("\\.", -1));
    try {
      return new Message(
          name.getFirst(),
          Integer.parseInt(name.get(1)),
          name.getLast().equals(DEAD),
          Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void run(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

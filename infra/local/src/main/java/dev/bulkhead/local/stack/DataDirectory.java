package dev.bulkhead.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory in which a stack keeps its data, held by one stack at a time. */
final class DataDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private DataDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Takes the directory, which is made if need be.
   *
   * @throws IOException if it cannot be used, or another stack uses it
   */
  static DataDirectory open(Path directory) throws IOException {
    Path absolute = Files.createDirectories(directory.toAbsolutePath());
    FileChannel channel =
        FileChannel.open(
            absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("Another stack uses the directory " + directory + ".");
    }
    return new DataDirectory(absolute, channel);
  }

  Path resolve(String name) {
    return directory.resolve(name);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

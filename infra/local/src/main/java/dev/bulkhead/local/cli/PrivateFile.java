package dev.bulkhead.local.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** A file of secrets that only its owner can read. */
final class PrivateFile {
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private PrivateFile() {}

  static void write(Path file, Properties secrets) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    // Made with its permissions, not given them later: there is no moment at which others can read.
    Files.createFile(file, OWNER_ONLY);
    try (Writer writer = Files.newBufferedWriter(file)) {
      secrets.store(writer, null);
    }
  }

  /** What the file says; nothing if there is none. */
  static Properties read(Path file) throws IOException {
    var secrets = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        secrets.load(reader);
      }
    }
    return secrets;
  }
}

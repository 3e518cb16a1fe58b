package dev.bulkhead.local.s3;

import java.nio.file.Path;

/** A part of an upload, in a file named by its number. */
record Part(Path file, StoredObject object) {

  int number() {
    return Integer.parseInt(file.getFileName().toString());
  }
}

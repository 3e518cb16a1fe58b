package dev.bulkhead.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Work that may fail with the disk, called from where S3Proxy knows no such failure. */
interface Io<T> {
  T get() throws IOException;

  static <T> T run(Io<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.bulkhead.local.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The format of a file that holds an object: its bytes, then what is known about it, then the
 * length of that. One rename publishes both, and one open file answers for both.
 */
final class ObjectFile {
  private ObjectFile() {}

  /** Ends a file that so far holds the object's bytes, and perhaps an older end. */
  static void seal(Path file, StoredObject object) throws IOException {
    var footer = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(footer)) {
      out.writeUTF(object.key());
      out.writeLong(object.size());
      out.writeUTF(object.eTag());
      out.writeLong(object.lastModified().toEpochMilli());
      out.writeUTF(object.sequencer());
      out.writeInt(object.headers().size());
      for (Map.Entry<String, String> header : object.headers().entrySet()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.writeInt(out.size());
    }
    Files.write(file, footer.toByteArray(), StandardOpenOption.APPEND);
  }

  /** For streams, which know no checked exceptions. */
  static StoredObject load(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static StoredObject read(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      return read(channel);
    }
  }

  /** Reads what is known about the object, wherever the channel stands. */
  static StoredObject read(FileChannel channel) throws IOException {
    long end = channel.size() - Integer.BYTES;
    int length = read(channel, end, Integer.BYTES).getInt();
    var footer = new byte[length];
    read(channel, end - length, length).get(footer);
    var in = new DataInputStream(new ByteArrayInputStream(footer));
    return new StoredObject(
        in.readUTF(),
        in.readLong(),
        in.readUTF(),
        Instant.ofEpochMilli(in.readLong()),
        in.readUTF(),
        headers(in));
  }

  private static Map<String, String> headers(DataInputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(in.readUTF(), in.readUTF());
    }
    return headers;
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("object file cut short");
      }
    }
    return buffer.flip();
  }
}

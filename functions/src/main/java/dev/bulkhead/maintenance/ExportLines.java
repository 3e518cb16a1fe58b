package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Lines of an export as the bytes of one object: UTF-8, a line feed behind each, gzip. */
final class ExportLines {
  private ExportLines() {}

  static byte[] pack(List<String> lines) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        out.write(line.getBytes(UTF_8));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<String> unpack(byte[] bytes) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      // Not by lines(): that would end a line at a carriage return, too.
      String text = new String(in.readAllBytes(), UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\n", -1)).subList(0, count(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  /** In hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

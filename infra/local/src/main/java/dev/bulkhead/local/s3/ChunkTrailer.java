package dev.bulkhead.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.gaul.s3proxy.checksum.FlexChecksum;

/**
 * The lines behind the last byte of an {@code aws-chunked} body: the empty chunk and the trailing
 * headers. S3Proxy stops at the announced length and so never reads, nor checks, them.
 */
final class ChunkTrailer implements Body.Trailer {
  private static final int LONGEST = 4096;

  private final InputStream wire;
  private final FlexChecksum algorithm;

  ChunkTrailer(InputStream wire, FlexChecksum algorithm) {
    this.wire = wire;
    this.algorithm = algorithm;
  }

  @Override
  public Optional<String> checksum() throws IOException {
    String name = algorithm.header() + ":";
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name)) {
        return Optional.of(line.substring(name.length()).strip());
      }
    }
    throw Refusal.of(
        400,
        "MalformedTrailerError",
        "The request contained trailing data that was not well-formed");
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = wire.read(); c >= 0 && c != '\n' && line.length() < LONGEST; c = wire.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}

package dev.bulkhead.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.checksum.FlexChecksum;
import software.amazon.awssdk.checksums.SdkChecksum;

/**
 * A checksum in one of S3's algorithms.
 *
 * @param value in Base64; of a multipart upload's parts together, followed by their number
 */
record Checksum(FlexChecksum algorithm, String value) {

  static Checksum of(FlexChecksum algorithm, byte[] digest) {
    return new Checksum(algorithm, Base64.getEncoder().encodeToString(digest));
  }

  /** That of the first bytes of a file. */
  static Checksum of(FlexChecksum algorithm, Path file, long size) throws IOException {
    SdkChecksum sum = algorithm.newChecksum();
    var buffer = new byte[1 << 16];
    try (var in = Files.newInputStream(file)) {
      for (long left = size; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        sum.update(buffer, 0, n);
        left -= n;
      }
    }
    return of(algorithm, sum.getChecksumBytes());
  }

  /** The algorithm that S3 knows by this name, such as {@code SHA256}. */
  static Optional<FlexChecksum> algorithm(String name) {
    String header = "x-amz-checksum-" + name.toLowerCase(Locale.ROOT);
    return Stream.of(FlexChecksum.values())
        .filter(algorithm -> algorithm.header().equals(header))
        .findFirst();
  }

  /** The one that an object's or a request's headers name. */
  static Optional<Checksum> in(Map<String, String> headers) {
    return Stream.of(FlexChecksum.values())
        .flatMap(
            algorithm ->
                Optional.ofNullable(headers.get(algorithm.header()))
                    .map(value -> new Checksum(algorithm, value))
                    .stream())
        .findFirst();
  }

  static Map<String, String> without(Map<String, String> headers) {
    var rest = new HashMap<>(headers);
    Stream.of(FlexChecksum.values()).map(FlexChecksum::header).forEach(rest::remove);
    return rest;
  }

  /** What S3 keeps of an upload whose parts were summed one by one. */
  static Checksum composite(FlexChecksum algorithm, List<Checksum> parts) {
    SdkChecksum all = algorithm.newChecksum();
    parts.forEach(part -> all.update(Base64.getDecoder().decode(part.value())));
    return new Checksum(
        algorithm, of(algorithm, all.getChecksumBytes()).value() + "-" + parts.size());
  }
}

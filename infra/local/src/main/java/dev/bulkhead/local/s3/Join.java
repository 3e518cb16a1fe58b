package dev.bulkhead.local.s3;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gaul.s3proxy.checksum.FlexChecksum;

/** Parts made one, as S3 makes them: bytes, ETag and checksum. */
final class Join {
  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private Join() {}

  static Draft of(List<Part> parts, Map<String, String> creation, Path directory)
      throws IOException {
    Path file = directory.resolve(UUID.randomUUID().toString());
    boolean good = false;
    try {
      append(parts, file);
      long size = parts.stream().mapToLong(part -> part.object().size()).sum();
      var draft = new Draft(file, size, "", checksum(parts, creation, file, size));
      good = true;
      return draft;
    } finally {
      if (!good) {
        Files.deleteIfExists(file);
      }
    }
  }

  static String eTag(List<Part> parts) {
    MessageDigest md5 = Digests.md5();
    parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.object().eTag())));
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  /** The algorithm that the creation of an upload named. */
  static Optional<FlexChecksum> algorithm(Map<String, String> creation) {
    return Optional.ofNullable(creation.get(ALGORITHM))
        .flatMap(name -> Optional.ofNullable(FlexChecksum.fromAlgorithmName(name)));
  }

  /** What was said at creation that the object keeps. */
  static Map<String, String> kept(Map<String, String> creation) {
    var kept = new HashMap<>(creation);
    kept.keySet().removeAll(List.of(ALGORITHM, TYPE));
    return kept;
  }

  private static void append(List<Part> parts, Path file) throws IOException {
    try (var out = FileChannel.open(file, CREATE_NEW, WRITE)) {
      for (Part part : parts) {
        try (var in = FileChannel.open(part.file())) {
          for (long done = 0, size = part.object().size(); done < size; ) {
            done += in.transferTo(done, size - done, out);
          }
        }
      }
    }
  }

  private static Optional<Checksum> checksum(
      List<Part> parts, Map<String, String> creation, Path file, long size) throws IOException {
    Optional<FlexChecksum> algorithm = algorithm(creation);
    if (algorithm.isEmpty()) {
      return Optional.empty();
    }
    if ("FULL_OBJECT".equals(creation.get(TYPE))) {
      return Optional.of(Checksum.of(algorithm.get(), file, size));
    }
    List<Checksum> sums =
        parts.stream().flatMap(part -> Checksum.in(part.object().headers()).stream()).toList();
    return Optional.of(Checksum.composite(algorithm.get(), sums));
  }
}

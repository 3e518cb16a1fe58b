package dev.bulkhead.local.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.checksums.SdkChecksum;

/**
 * Bytes received into a file of their own and found to be what was announced: not yet an object.
 */
record Draft(Path file, long size, String md5, Optional<Checksum> checksum) {
  private static final int BUFFER = 1 << 16;

  /**
   * Receives a body, or leaves nothing behind.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception if it is shorter than announced or
   *     not what its checksum says
   */
  static Draft receive(Body body, Path directory) throws IOException {
    Path file = directory.resolve(UUID.randomUUID().toString());
    boolean good = false;
    try {
      Draft draft = write(body, file);
      draft.check(body);
      good = true;
      return draft;
    } finally {
      if (!good) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Draft write(Body body, Path file) throws IOException {
    MessageDigest md5 = Digests.md5();
    Optional<SdkChecksum> sum = body.algorithm().map(algorithm -> algorithm.newChecksum());
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      var buffer = new byte[BUFFER];
      for (int n = body.bytes().read(buffer); n >= 0; n = body.bytes().read(buffer)) {
        int read = n;
        md5.update(buffer, 0, read);
        sum.ifPresent(s -> s.update(buffer, 0, read));
        out.write(buffer, 0, read);
        size += read;
      }
    }
    Optional<Checksum> checksum =
        body.algorithm()
            .flatMap(algorithm -> sum.map(s -> Checksum.of(algorithm, s.getChecksumBytes())));
    return new Draft(file, size, HexFormat.of().formatHex(md5.digest()), checksum);
  }

  private void check(Body body) throws IOException {
    if (size != body.length()) {
      throw Refusal.of(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    String found = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5));
    Optional<String> sum = body.trailer().checksum();
    if (body.md5().filter(promised -> !promised.equals(found)).isPresent()
        || (sum.isPresent() && !sum.equals(checksum.map(Checksum::value)))) {
      throw Refusal.badDigest();
    }
  }

  /** Headers, and the checksum that was found. */
  Map<String, String> with(Map<String, String> headers) {
    var all = new HashMap<>(headers);
    checksum.ifPresent(found -> all.put(found.algorithm().header(), found.value()));
    return all;
  }
}

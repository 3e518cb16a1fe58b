package dev.bulkhead.walls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What S3 tells of objects of acme's, some of them named to be taken for another's. */
final class S3Events {
  private static final List<String> KEYS =
      List.of(
          "tenants/acme/artifacts/1/" + Ids.SAMPLE.run() + "/artifacts/model/MLmodel",
          "tenants/acme/artifacts/tenants/acme2/artifacts/a b+c.txt",
          "tenants/acme/artifacts/a%2F..%2F..%2F..%2Facme2%2Fartifacts%2Ffile",
          "tenants/acme/artifacts/%2e%2e/%2e%2e/acme2/artifacts/file",
          "tenants/acme/artifacts/100%25%2Bsure");

  private S3Events() {}

  /** One object, made or removed. */
  record Event(String type, String key) {
    String name() {
      return "S3 " + type + " " + key.replace(Ids.SAMPLE.run(), "…");
    }

    /** S3 encodes the key once; code that decodes it otherwise sees what this does to it. */
    byte[] json(Fault fault) {
      String right = encoded(key);
      String told =
          switch (fault) {
            case EVENT_KEY_NOT_DECODED -> encoded(right);
            case EVENT_KEY_DECODED_TWICE -> key;
            case EVENT_OF_ANOTHER -> right.replaceFirst("tenants/acme/", "tenants/acme2/");
            default -> right;
          };
      try {
        return Files.readString(Stack.ROOT.resolve("events/s3-object-created.json"))
            .replaceFirst("\"key\": \"[^\"]*\"", "\"key\": \"" + told + "\"")
            .replace("ObjectCreated:Put", type)
            .getBytes(StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String encoded(String key) {
      return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
  }

  static List<Event> all() {
    return Stream.concat(
            KEYS.stream().map(key -> new Event("ObjectCreated:Put", key)),
            Stream.of(new Event("ObjectRemoved:Delete", KEYS.getFirst())))
        .toList();
  }
}

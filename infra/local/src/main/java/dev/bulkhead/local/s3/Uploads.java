package dev.bulkhead.local.s3;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaul.s3proxy.checksum.FlexChecksum;

/**
 * The multipart uploads of a bucket: a directory each, that holds what was said at creation and the
 * parts, named by their numbers.
 */
final class Uploads {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final String CREATION = "creation";

  private final Path uploads;
  private final Bucket bucket;

  Uploads(Path directory, Bucket bucket) throws IOException {
    this.uploads = Files.createDirectories(directory.resolve("uploads"));
    this.bucket = bucket;
  }

  /** An upload that was begun and neither completed nor aborted. */
  record Upload(String id, StoredObject creation) {}

  String create(String key, Map<String, String> headers) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "");
    Path draft = Files.createFile(bucket.drafts().resolve(id));
    ObjectFile.seal(draft, new StoredObject(key, 0, "", bucket.now(), "", headers));
    Files.createDirectory(uploads.resolve(id));
    Files.move(draft, creationOf(id), ATOMIC_MOVE);
    return id;
  }

  List<Upload> list() throws IOException {
    try (Stream<Path> directories = Files.list(uploads)) {
      return directories
          .map(directory -> directory.getFileName().toString())
          .filter(id -> Files.exists(creationOf(id)))
          .map(id -> new Upload(id, ObjectFile.load(creationOf(id))))
          .toList();
    }
  }

  StoredObject putPart(String id, String key, int number, Body body) throws IOException {
    StoredObject creation = get(id, key);
    Optional<FlexChecksum> demanded = Join.algorithm(creation.headers());
    if (demanded.isPresent()
        && body.algorithm().isPresent()
        && !demanded.equals(body.algorithm())) {
      throw Refusal.of(400, "InvalidRequest", "Checksum Type mismatch occurred");
    }
    Draft draft =
        Draft.receive(body.summedWith(body.algorithm().or(() -> demanded)), bucket.drafts());
    var part =
        new StoredObject(key, draft.size(), draft.md5(), bucket.now(), "", draft.with(Map.of()));
    ObjectFile.seal(draft.file(), part);
    Files.move(
        draft.file(),
        uploads.resolve(id).resolve("%05d".formatted(number)),
        ATOMIC_MOVE,
        REPLACE_EXISTING);
    return part;
  }

  /** The parts of an upload in their order. */
  List<Part> parts(String id, String key) throws IOException {
    get(id, key);
    try (Stream<Path> files = Files.list(uploads.resolve(id))) {
      return files
          .filter(file -> !file.equals(creationOf(id)))
          .sorted()
          .map(file -> new Part(file, ObjectFile.load(file)))
          .toList();
    }
  }

  void abort(String id, String key) throws IOException {
    get(id, key);
    Directories.remove(uploads.resolve(id));
  }

  /** Makes the parts of these numbers one object, and forgets the upload. */
  StoredObject complete(String id, String key, Set<Integer> numbers, Precondition condition)
      throws IOException {
    StoredObject creation = get(id, key);
    List<Part> chosen =
        parts(id, key).stream().filter(part -> numbers.contains(part.number())).toList();
    Draft draft = Join.of(chosen, creation.headers(), bucket.drafts());
    StoredObject object =
        bucket.publish(key, draft, Join.eTag(chosen), Join.kept(creation.headers()), condition);
    Directories.remove(uploads.resolve(id));
    return object;
  }

  /** What was said at creation, if there is such an upload and it is for that key. */
  private StoredObject get(String id, String key) throws IOException {
    // The id comes from the caller and would be a path.
    if (!ID.matcher(id).matches() || !Files.exists(creationOf(id))) {
      throw Refusal.noSuchUpload();
    }
    StoredObject creation = ObjectFile.read(creationOf(id));
    if (!creation.key().equals(key)) {
      throw Refusal.noSuchUpload();
    }
    return creation;
  }

  private Path creationOf(String id) {
    return uploads.resolve(id).resolve(CREATION);
  }
}

package dev.bulkhead.local.s3;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The objects of one bucket, each in a file whose name is the hash of its key: so every key that S3
 * takes ({@code //}, {@code ..}, 1,024 bytes) is one object, as it is written, and none is a path.
 *
 * <p>S3Proxy's own file store makes paths of keys; they alias, and some cannot be stored.
 */
final class Bucket {
  private final Path objects;
  private final Path drafts;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, StoredObject> index =
      new ConcurrentSkipListMap<>(new KeyOrder());

  /** Held while a change becomes visible, so that sequencers tell the order of changes. */
  private final ReentrantLock changing = new ReentrantLock();

  private long lastSequence;

  private Bucket(Path objects, Path drafts, InstantSource clock) {
    this.objects = objects;
    this.drafts = drafts;
    this.clock = clock;
  }

  /** Opens what a directory holds, which may be nothing yet. */
  static Bucket open(Path directory, InstantSource clock) throws IOException {
    var bucket =
        new Bucket(
            Files.createDirectories(directory.resolve("objects")),
            Files.createDirectories(directory.resolve("drafts")),
            clock);
    Directories.clear(bucket.drafts);
    try (Stream<Path> files = Files.list(bucket.objects)) {
      files.parallel().map(ObjectFile::load).forEach(o -> bucket.index.put(o.key(), o));
    }
    return bucket;
  }

  Path drafts() {
    return drafts;
  }

  Optional<StoredObject> find(String key) {
    return Optional.ofNullable(index.get(key));
  }

  Listing.Page list(Listing listing) {
    return listing.of(index);
  }

  /** An object held open: what it says and what it holds belong together, whatever happens next. */
  record Opened(StoredObject object, FileChannel bytes) {}

  Optional<Opened> open(String key) throws IOException {
    try {
      var channel = FileChannel.open(fileOf(key));
      return Optional.of(new Opened(ObjectFile.read(channel), channel));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  StoredObject put(String key, Map<String, String> headers, Body body, Precondition condition)
      throws IOException {
    Draft draft = Draft.receive(body, drafts);
    return publish(key, draft, draft.md5(), headers, condition);
  }

  /** Makes a draft the object, or discards it. */
  StoredObject publish(
      String key, Draft draft, String eTag, Map<String, String> headers, Precondition condition)
      throws IOException {
    changing.lock();
    try {
      condition.check(find(key));
      var object =
          new StoredObject(key, draft.size(), eTag, now(), nextSequencer(), draft.with(headers));
      ObjectFile.seal(draft.file(), object);
      Files.move(draft.file(), fileOf(key), ATOMIC_MOVE, REPLACE_EXISTING);
      index.put(key, object);
      return object;
    } finally {
      changing.unlock();
      Files.deleteIfExists(draft.file());
    }
  }

  /** Gives an object these tags alone; says whether there was one. */
  boolean tag(String key, Map<String, String> tags) throws IOException {
    changing.lock();
    try {
      Optional<StoredObject> found = find(key);
      if (found.isEmpty()) {
        return false;
      }
      // The bytes are copied: who reads the file meanwhile must find its end where it was.
      Path copy = Files.copy(fileOf(key), drafts.resolve(UUID.randomUUID().toString()));
      StoredObject tagged = found.get().tagged(tags);
      ObjectFile.seal(copy, tagged);
      Files.move(copy, fileOf(key), ATOMIC_MOVE, REPLACE_EXISTING);
      index.put(key, tagged);
      return true;
    } finally {
      changing.unlock();
    }
  }

  /** Removes an object; the change's sequencer, or empty if there was no such object. */
  Optional<String> delete(String key) throws IOException {
    changing.lock();
    try {
      if (index.remove(key) == null) {
        return Optional.empty();
      }
      Files.deleteIfExists(fileOf(key));
      return Optional.of(nextSequencer());
    } finally {
      changing.unlock();
    }
  }

  /** S3 tells whole seconds in headers and milliseconds in events. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Grows across restarts too, as long as the clock does. To be called by one at a time. */
  String nextSequencer() {
    lastSequence =
        Math.max(lastSequence + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    return "%018X".formatted(lastSequence);
  }

  private Path fileOf(String key) {
    byte[] hash = Digests.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    return objects.resolve(HexFormat.of().formatHex(hash));
  }
}

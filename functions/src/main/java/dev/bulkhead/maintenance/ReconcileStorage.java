package dev.bulkhead.maintenance;

import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.store.TenantObjects.Listed;
import dev.bulkhead.store.TenantObjects.StoredObject;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Stretch;
import dev.bulkhead.store.UploadStore.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code reconcile-storage}: compares what is noted of files with S3's listing, a thousand files a
 * step, and notes what S3 never told; the counters move along, as with any note.
 *
 * <p>It is right while files are written. A difference counts only if it is still there when note
 * and object are read again, in this order; the correction is made only while that note stands, and
 * keeps its sequencer, so that an event which is still on its way is newer and has its word. What
 * was written within {@link #GRACE} is left to its event.
 */
public final class ReconcileStorage implements Chore {
  /** Longer than an event is on its way, but for one that ends among the dead letters. */
  public static final Duration GRACE = Duration.ofMinutes(30);

  @Override
  public String name() {
    return "reconcile-storage";
  }

  /** It lists every file and reads every note. */
  @Override
  public boolean onlyWhenAsked() {
    return true;
  }

  @Override
  public Step step(Visit visit) {
    TenantObjects objects = visit.stores().objects();
    UploadStore uploads = visit.stores().uploads();
    Listed listed = objects.list(visit.cursor());
    Optional<String> last =
        listed.more() ? Optional.of(listed.objects().getLast().file()) : Optional.empty();
    Stretch stretch = uploads.stretch(visit.cursor(), last);
    var found = new ArrayList<String>();
    for (String file : differing(listed, stretch)) {
      reconcile(file, visit).ifPresent(found::add);
    }
    return new Step(found.size(), found, stretch.end());
  }

  /** The files of which note and listing differ; they were not read at the same moment. */
  private static Iterable<String> differing(Listed listed, Stretch stretch) {
    Map<String, StoredObject> objects = new HashMap<>();
    listed.objects().forEach(object -> objects.put(object.file(), object));
    Map<String, Noted> notes = new HashMap<>();
    stretch.notes().forEach(noted -> notes.put(noted.upload().file(), noted));
    var files = new TreeSet<String>(notes.keySet());
    listed.objects().stream().map(StoredObject::file).filter(stretch::reaches).forEach(files::add);
    files.removeIf(
        file ->
            agree(Optional.ofNullable(notes.get(file)), Optional.ofNullable(objects.get(file))));
    return files;
  }

  private static boolean agree(Optional<Noted> noted, Optional<StoredObject> object) {
    Optional<Upload> upload = noted.map(Noted::upload).filter(told -> !told.removed());
    if (upload.isEmpty() || object.isEmpty()) {
      return upload.isEmpty() && object.isEmpty();
    }
    return upload.get().size() == object.get().size()
        && upload.get().etag().equals(object.get().etag());
  }

  /** What was wrong with a file, if it still is. */
  private static Optional<String> reconcile(String file, Visit visit) {
    UploadStore uploads = visit.stores().uploads();
    Optional<Noted> noted = uploads.find(file);
    Optional<StoredObject> object = visit.stores().objects().find(file);
    Instant settled = visit.now().minus(GRACE);
    if (agree(noted, object)
        || object.filter(there -> there.modified().isAfter(settled)).isPresent()
        || noted.filter(told -> told.upload().time().isAfter(settled)).isPresent()) {
      return Optional.empty();
    }
    if (!visit.dryRun()) {
      Upload upload = upload(file, noted, object, visit.now());
      if (uploads.correct(noted, upload, visit.quota()) && object.isPresent()) {
        tag(file, noted, visit);
      }
    }
    return Optional.of(
        file
            + ": noted "
            + noted.map(told -> told.usage().bytes() + " bytes").orElse("nothing")
            + ", stored "
            + object.map(there -> there.size() + " bytes").orElse("nothing"));
  }

  private static void tag(String file, Optional<Noted> before, Visit visit) {
    if (visit.stores().uploads().find(file).filter(Noted::quarantined).isPresent()) {
      visit.stores().objects().quarantine(file);
    } else if (before.filter(Noted::quarantined).isPresent()) {
      visit.stores().objects().release(file);
    }
  }

  private static Upload upload(
      String file, Optional<Noted> noted, Optional<StoredObject> object, Instant now) {
    Sequencer order = noted.map(told -> told.upload().sequencer()).orElse(Sequencer.NONE);
    return object
        .map(there -> new Upload(file, false, there.size(), there.etag(), order, now))
        .orElseGet(() -> new Upload(file, true, 0, "", order, now));
  }
}

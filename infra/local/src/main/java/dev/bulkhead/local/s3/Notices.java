package dev.bulkhead.local.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has the bucket changed and tells of it. The listener is called before the caller is answered; if
 * the process dies in between, the next one tells of it by {@link #retell}. So no event is lost,
 * and some come twice.
 */
record Notices(String bucket, Consumer<S3ObjectEvent> listener, Underway underway) {

  StoredObject created(String how, Call call, Io<StoredObject> change) {
    return told(
        call.request().key(),
        change,
        object -> listener.accept(created(how, object, call.caller().principalArn())));
  }

  /** Tells of a removal if there was an object. */
  void removed(Call call, String key, Bucket objects) {
    if (objects.find(key).isPresent()) {
      var _ =
          told(
              key,
              () -> objects.delete(key),
              sequencer ->
                  sequencer.ifPresent(
                      order ->
                          listener.accept(
                              removed(key, order, objects, call.caller().principalArn()))));
    }
  }

  private <T> T told(String key, Io<T> change, Consumer<T> telling) {
    Optional<Path> begun = Io.run(() -> underway.begin(key));
    T changed;
    try {
      changed = Io.run(change);
    } catch (RuntimeException failure) {
      forget(begun);
      throw failure;
    }
    telling.accept(changed);
    forget(begun);
    return changed;
  }

  private void forget(Optional<Path> begun) {
    Io.run(
        () -> {
          underway.end(begun);
          return begun;
        });
  }

  /** Tells what became of the keys that a killed process was changing. */
  void retell(Bucket objects) throws IOException {
    for (Path begun : underway.unended()) {
      String key = Files.readString(begun);
      listener.accept(
          objects
              .find(key)
              .map(object -> created("Put", object, bucket))
              .orElseGet(() -> removed(key, objects.nextSequencer(), objects, bucket)));
      underway.end(Optional.of(begun));
    }
  }

  private S3ObjectEvent created(String how, StoredObject object, String principal) {
    return new S3ObjectEvent(
        "ObjectCreated:" + how,
        bucket,
        object.key(),
        object.size(),
        object.eTag(),
        object.sequencer(),
        object.lastModified(),
        principal);
  }

  private S3ObjectEvent removed(String key, String order, Bucket objects, String principal) {
    return new S3ObjectEvent(
        "ObjectRemoved:Delete", bucket, key, 0, "", order, objects.now(), principal);
  }
}

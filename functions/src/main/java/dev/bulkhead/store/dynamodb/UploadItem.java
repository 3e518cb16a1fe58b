package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import java.util.Optional;

/**
 * The newest event of a file as an item; a removal is one too, so that a late event of before is
 * known as late.
 */
final class UploadItem {
  private static final String ORDER = "o";
  private static final String SEQUENCER = "q";
  private static final String REMOVED = "x";
  private static final String SIZE = "z";
  private static final String ETAG = "e";
  private static final String TIME = "t";
  private static final String QUARANTINED = "h";

  private UploadItem() {}

  /** Replaces what was noted, if that is still what is there. */
  static ItemUpdate replace(Key key, Optional<Noted> before, Noted now) {
    Upload upload = now.upload();
    var update =
        new ItemUpdate(key)
            .set(ORDER, Values.of(upload.sequencer().padded()))
            .set(SEQUENCER, Values.of(upload.sequencer().value()))
            .set(REMOVED, Values.of(upload.removed() ? 1 : 0))
            .set(SIZE, Values.of(upload.size()))
            .set(ETAG, Values.of(upload.etag()))
            .set(TIME, Values.of(upload.time()))
            .set(QUARANTINED, Values.of(now.quarantined() ? 1 : 0));
    return before
        .map(
            noted ->
                update
                    .when(ORDER, Values.of(noted.upload().sequencer().padded()))
                    .when(REMOVED, Values.of(noted.upload().removed() ? 1 : 0))
                    .when(SIZE, Values.of(noted.upload().size()))
                    .when(QUARANTINED, Values.of(noted.quarantined() ? 1 : 0)))
        .orElseGet(() -> update.whenAbsent(ORDER));
  }

  /** Insists that nothing newer was noted. */
  static ItemUpdate ifStill(Item item) {
    return new ItemUpdate(Key.of(item))
        .when(ORDER, Values.of(item.text(ORDER)))
        .when(REMOVED, Values.of(item.number(REMOVED)));
  }

  static Noted decode(Item item) {
    return new Noted(
        new Upload(
            Keys.file(Key.of(item)),
            item.number(REMOVED) == 1,
            item.number(SIZE),
            item.text(ETAG),
            new Sequencer(item.text(SEQUENCER)),
            item.instant(TIME)),
        item.number(QUARANTINED) == 1);
  }
}

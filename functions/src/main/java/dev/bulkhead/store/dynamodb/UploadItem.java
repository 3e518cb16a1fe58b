package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;

/**
 * The newest event of an artifact as an item; a removal is one too, so that a late event of before
 * is known as late.
 */
final class UploadItem {
  private static final String ORDER = "o";
  private static final String SEQUENCER = "q";
  private static final String REMOVED = "x";
  private static final String SIZE = "z";
  private static final String ETAG = "e";
  private static final String TIME = "t";

  private UploadItem() {}

  /** Replaces what an older event left. */
  static ItemUpdate newest(Key key, Upload upload) {
    return new ItemUpdate(key)
        .whenAbsentOrBelow(ORDER, Values.of(upload.sequencer().padded()))
        .set(ORDER, Values.of(upload.sequencer().padded()))
        .set(SEQUENCER, Values.of(upload.sequencer().value()))
        .set(REMOVED, Values.of(upload.removed() ? 1 : 0))
        .set(SIZE, Values.of(upload.size()))
        .set(ETAG, Values.of(upload.etag()))
        .set(TIME, Values.of(upload.time()));
  }

  /** Insists that no newer event came. */
  static ItemUpdate ifStill(Item item) {
    return new ItemUpdate(Key.of(item)).when(ORDER, Values.of(item.text(ORDER)));
  }

  static Upload decode(Item item) {
    return new Upload(
        new ArtifactPath(item.text(Key.SORT)),
        item.number(REMOVED) == 1,
        item.number(SIZE),
        item.text(ETAG),
        new Sequencer(item.text(SEQUENCER)),
        item.instant(TIME));
  }
}

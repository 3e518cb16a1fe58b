package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.UploadStore.Upload;
import java.util.Optional;

/** What is to be noted of a file, if it holds against what is noted already. */
sealed interface Claim {

  /** What comes in the place of the note. */
  Upload upload();

  /** Whether it still holds. */
  boolean holds(Optional<Noted> noted);

  /** S3 told it: it holds unless something newer, or this very event, was noted before. */
  record Told(Upload upload) implements Claim {
    @Override
    public boolean holds(Optional<Noted> noted) {
      return noted.isEmpty() || noted.get().upload().sequencer().compareTo(upload.sequencer()) < 0;
    }
  }

  /** It was found by looking: it holds while nothing else was noted than when that began. */
  record Found(Optional<Noted> known, Upload upload) implements Claim {
    @Override
    public boolean holds(Optional<Noted> noted) {
      return noted.equals(known);
    }
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.Usage;
import java.util.Optional;

/** A file's note before and after. */
record Renoted(Optional<Noted> before, Noted now) {

  String file() {
    return now.upload().file();
  }

  /** By how much the counters move. */
  Usage difference() {
    return now.usage().minus(before.map(Noted::usage).orElse(Usage.NONE));
  }

  /** Whether the file is in quarantine or was. */
  boolean concernsQuarantine() {
    return now.quarantined() || before.filter(Noted::quarantined).isPresent();
  }

  boolean changesNothing() {
    return before.filter(now::equals).isPresent();
  }
}

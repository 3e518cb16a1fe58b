package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Chance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Notes which runs are open although they began before the time up to which runs are sealed. */
final class OpenNotes {
  private static final String TOKEN = "w";
  private static final String TIME = "t";
  private static final String SEAL = "y";

  private final Table table;
  private final Supplier<Instant> now;

  OpenNotes(Table table, Supplier<Instant> now) {
    this.table = table;
    this.now = now;
  }

  /**
   * A note as it was read.
   *
   * @param token another one each time that the note is made
   * @param reopened whether the run was in a segment before
   */
  record Note(RunId run, Key key, String token, Instant time, boolean reopened) {

    static Note of(Item item) {
      Key key = Key.of(item);
      return new Note(Keys.run(key), key, item.text(TOKEN), item.instant(TIME), item.has(SEAL));
    }

    /** Lets the note go only if it has not been made anew. */
    ItemUpdate ifUnchanged() {
      return new ItemUpdate(key).when(TOKEN, Values.of(token));
    }
  }

  Instant now() {
    return now.get();
  }

  /** To be called with the seal that was seen, before what breaks it is written. */
  void reopen(Place place, Optional<String> seal) {
    seal.ifPresent(
        seen ->
            table.put(
                place.open(),
                Map.of(SEAL, Values.of(seen), TOKEN, Values.of(Chance.name()), TIME, time())));
  }

  /** Of a run that is erased: a note that says of no seal is of one that no segment has. */
  void forgetUnsealed(Place place) {
    var _ = table.delete(new ItemUpdate(place.open()).whenAbsent(SEAL));
  }

  /** Notes a run that no segment has. */
  void open(Place place) {
    table.put(place.open(), Map.of(TOKEN, Values.of(Chance.name()), TIME, time()));
  }

  private AttributeValue time() {
    return Values.of(now.get());
  }
}

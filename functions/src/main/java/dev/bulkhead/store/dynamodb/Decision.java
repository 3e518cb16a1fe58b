package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the wanted entries is to be written, beside those that are there. */
final class Decision {
  private final List<Entry> entries = new ArrayList<>();
  private final List<ParamConflict> conflicts = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Decision() {}

  static Decision on(List<Entry> wanted, Entries there) {
    var decision = new Decision();
    wanted.forEach(entry -> decision.decide(entry, there));
    return decision;
  }

  private void decide(Entry entry, Entries there) {
    Optional<String> old = there.find(entry.kind(), entry.key());
    if (entry.value().isEmpty() && old.isEmpty()) {
      missing.add(entry.key());
    } else if (!old.equals(entry.value()) && !isKept(entry, old, there)) {
      entries.add(entry);
    }
  }

  private boolean isKept(Entry entry, Optional<String> old, Entries there) {
    return switch (entry.kind()) {
      case PARAM -> isConflict(entry, old);
      case TAG -> false;
      case DATASET_TAG ->
          there.of(Kind.DATASET).containsKey(entry.key().substring(0, entry.key().indexOf('#')));
      case DATASET, MODEL_INPUT, MODEL_OUTPUT -> old.isPresent();
    };
  }

  private boolean isConflict(Entry entry, Optional<String> old) {
    old.ifPresent(
        value -> conflicts.add(new ParamConflict(entry.key(), value, entry.value().orElse(""))));
    return old.isPresent();
  }

  /** Those that are new or change something. */
  List<Entry> entries() {
    return entries;
  }

  List<ParamConflict> conflicts() {
    return conflicts;
  }

  /** Keys of tags that should be deleted and are not there. */
  List<String> missing() {
    return missing;
  }
}

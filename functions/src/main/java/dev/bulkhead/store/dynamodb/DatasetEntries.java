package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The uses of datasets as entries: one of the use, with name and digest, and one of each tag. */
final class DatasetEntries {
  private static final char SEPARATOR = '#';

  private DatasetEntries() {}

  /** The tags come first: without the use nobody sees them, so that a use never lacks any. */
  static List<Entry> of(DatasetInput input) {
    Dataset.Id id = input.dataset().id();
    String hash = Keys.hash(id);
    List<Entry> entries = new ArrayList<>();
    for (Tag tag : input.tags()) {
      entries.add(Entry.of(Kind.DATASET_TAG, hash + SEPARATOR + tag.key(), tag.value()));
    }
    String value = id.digest().length() + ":" + id.digest() + id.name();
    entries.add(Entry.of(Kind.DATASET, hash, value));
    return entries;
  }

  private static Dataset.Id id(String value) {
    int colon = value.indexOf(':');
    int name = colon + 1 + Integer.parseInt(value, 0, colon, 10);
    return new Dataset.Id(value.substring(name), value.substring(colon + 1, name));
  }

  /** The uses, by name and digest, which is all that is told of their datasets. */
  static List<DatasetInput> inputs(Entries entries) {
    Map<String, List<Tag>> tags = new HashMap<>();
    entries
        .of(Kind.DATASET_TAG)
        .forEach(
            (key, value) -> {
              int end = key.indexOf(SEPARATOR);
              tags.computeIfAbsent(key.substring(0, end), _ -> new ArrayList<>())
                  .add(new Tag(key.substring(end + 1), value));
            });
    return entries.of(Kind.DATASET).entrySet().stream()
        .map(use -> input(id(use.getValue()), tags.getOrDefault(use.getKey(), new ArrayList<>())))
        .sorted(
            Comparator.comparing((DatasetInput input) -> input.dataset().name())
                .thenComparing(input -> input.dataset().digest()))
        .toList();
  }

  private static DatasetInput input(Dataset.Id id, List<Tag> tags) {
    tags.sort(Comparator.comparing(Tag::key));
    return new DatasetInput(
        new Dataset(id.name(), id.digest(), "", "", Optional.empty(), Optional.empty()), tags);
  }
}

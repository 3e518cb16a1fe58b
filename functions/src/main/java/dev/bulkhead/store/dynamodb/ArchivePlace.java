package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import java.util.Optional;

/**
 * How far an export has come.
 *
 * @param experiment whose partitions are read; none for those of no experiment, which come first
 * @param partition which of them
 * @param from the least sort key that is still to be read; empty for all
 */
record ArchivePlace(Optional<ExperimentId> experiment, int partition, String from) {

  /** The beginning of an experiment. */
  static ArchivePlace of(ExperimentId experiment) {
    return new ArchivePlace(Optional.of(experiment), 0, "");
  }

  /** What {@link #text} says, or the beginning of all. */
  static ArchivePlace of(Optional<String> text) {
    if (text.isEmpty()) {
      return new ArchivePlace(Optional.empty(), 0, "");
    }
    String[] parts = text.get().split(" ", 3);
    return new ArchivePlace(
        Optional.of(parts[0]).filter(id -> !id.equals("-")).map(ExperimentId::new),
        Integer.parseInt(parts[1]),
        parts[2]);
  }

  String text() {
    return experiment.map(ExperimentId::value).orElse("-") + " " + partition + " " + from;
  }

  ArchivePlace at(String sort) {
    return new ArchivePlace(experiment, partition, sort);
  }

  /** The partition behind this one, of so many. */
  Optional<ArchivePlace> nextOf(int partitions) {
    return partition + 1 < partitions
        ? Optional.of(new ArchivePlace(experiment, partition + 1, ""))
        : Optional.empty();
  }

  Range range(String name) {
    Range all = Range.of(name);
    return from.isEmpty() ? all : all.from(from);
  }
}

package dev.bulkhead.domain;

import java.util.Optional;

/** A dataset that runs of one experiment used, told apart by name and digest. */
public record Dataset(
    String name,
    String digest,
    String sourceType,
    String source,
    Optional<String> schema,
    Optional<String> profile) {

  /** What tells datasets of one experiment apart. */
  public record Id(String name, String digest) {}

  /** What tells this dataset from others of its experiment. */
  public Id id() {
    return new Id(name, digest);
  }
}

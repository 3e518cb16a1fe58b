package dev.bulkhead.domain;

/**
 * What is stored was written by a newer release than this, in a format that this one cannot read.
 * It is refused, as misreading it would be worse; docs/continuity.md has the formats.
 */
public final class NewerFormat extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A thing, such as {@code "An item"}, the format that it has, and the newest known here. */
  public NewerFormat(String thing, String found, int known) {
    super(
        "%s of format %s was written by a newer release; this one knows formats up to %d"
            .formatted(thing, found, known));
  }
}

package dev.bulkhead.domain;

import java.util.List;
import java.util.Optional;

/** One page of a list, and the token that asks for the next one; the last page has none. */
public record Page<T>(List<T> items, Optional<String> nextPageToken) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}

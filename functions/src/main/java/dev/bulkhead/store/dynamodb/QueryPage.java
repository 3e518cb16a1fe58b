package dev.bulkhead.store.dynamodb;

import java.util.List;
import java.util.Optional;

/** Some items of a range, and where it goes on. */
record QueryPage(List<Item> items, Optional<Range> rest) {}

package dev.bulkhead.search;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** One of the values by which something is sorted, and which way. */
record SortKey<T>(Function<T, Optional<Value>> value, boolean ascending) {

  /** What is missing comes last and NaN before it, whichever way the rest is sorted. */
  int compare(Optional<Value> left, Optional<Value> right) {
    int byRank = Integer.compare(rank(left), rank(right));
    if (byRank != 0 || rank(left) > 0) {
      return byRank;
    }
    Comparator<Value> order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
    return order.compare(left.orElseThrow(), right.orElseThrow());
  }

  private static int rank(Optional<Value> value) {
    return value.map(it -> it.isNaN() ? 1 : 0).orElse(2);
  }
}

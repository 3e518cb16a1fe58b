package dev.bulkhead.search;

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
    return directed(left.orElseThrow().compareTo(right.orElseThrow()));
  }

  /** The comparison of two numbers or texts, this way or the other. */
  int directed(int comparison) {
    return ascending ? comparison : -comparison;
  }

  private static int rank(Optional<Value> value) {
    return value.map(it -> it.isNaN() ? 1 : 0).orElse(2);
  }
}

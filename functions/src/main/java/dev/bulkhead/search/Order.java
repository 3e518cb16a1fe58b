package dev.bulkhead.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An order in which no two things are equal, as the last key is always an id. */
record Order<T>(List<SortKey<T>> keys) implements Comparator<T> {
  Order {
    keys = List.copyOf(keys);
  }

  @Override
  public int compare(T left, T right) {
    return compare(values(left), values(right));
  }

  int compare(List<Optional<Value>> left, List<Optional<Value>> right) {
    for (int i = 0; i < keys.size(); i++) {
      int order = keys.get(i).compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  List<Optional<Value>> values(T item) {
    return keys.stream().map(key -> key.value().apply(item)).toList();
  }
}

package dev.bulkhead.store.metriclog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The different things in a column, in order of appearance, and where each stands. */
final class Dictionary<T> {
  private final List<T> entries;
  private final int[] indices;

  private Dictionary(List<T> entries, int[] indices) {
    this.entries = entries;
    this.indices = indices;
  }

  static <S, T> Dictionary<T> of(List<S> rows, Function<S, T> column) {
    List<T> entries = new ArrayList<>();
    Map<T, Integer> known = HashMap.newHashMap(rows.size());
    int[] indices = new int[rows.size()];
    @Nullable T previous = null;
    for (int i = 0; i < indices.length; i++) {
      T entry = column.apply(rows.get(i));
      if (entry.equals(previous)) {
        indices[i] = indices[i - 1];
        continue;
      }
      previous = entry;
      Integer index = known.putIfAbsent(entry, entries.size());
      indices[i] = index == null ? entries.size() : index;
      if (index == null) {
        entries.add(entry);
      }
    }
    return new Dictionary<>(entries, indices);
  }

  List<T> entries() {
    return entries;
  }

  int[] indices() {
    return indices;
  }
}

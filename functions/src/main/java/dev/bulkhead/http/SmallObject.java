package dev.bulkhead.http;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that has few, in the order in which they came; nothing changes them.
 * In a list of a thousand points all share their names, and a look at each of four names is faster
 * than a hash.
 */
final class SmallObject extends AbstractMap<String, @Nullable Object> {
  /** A point of a metric has four to seven fields. */
  static final int MOST = 8;

  private final Names names;
  private final @Nullable Object[] values;

  /** Keeps the values, which must be nobody else's, one for each name. */
  SmallObject(Names names, @Nullable Object[] values) {
    this.names = names;
    this.values = values;
  }

  static SmallObject of(Map<String, @Nullable Object> fields) {
    return new SmallObject(Names.of(fields.keySet()), fields.values().toArray());
  }

  /** Names of fields, each once. */
  record Names(List<String> all, boolean haveCapital) {
    static final Names NONE = of(Set.of());

    static Names of(Set<String> all) {
      return new Names(List.copyOf(all), all.stream().anyMatch(Names::hasCapital));
    }

    static boolean hasCapital(String name) {
      return name.chars().anyMatch(Character::isUpperCase);
    }
  }

  Names names() {
    return names;
  }

  private int place(@Nullable Object name) {
    List<String> all = names.all();
    for (int i = 0; i < values.length; i++) {
      if (all.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int place = place(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return IntStream.range(0, values.length).mapToObj(SmallObject.this::entry).iterator();
      }

      @Override
      public int size() {
        return values.length;
      }
    };
  }

  private Map.Entry<String, @Nullable Object> entry(int place) {
    return new SimpleImmutableEntry<>(names.all().get(place), values[place]);
  }
}

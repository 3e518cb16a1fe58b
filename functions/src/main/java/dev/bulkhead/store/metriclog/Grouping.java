package dev.bulkhead.store.metriclog;

/** Where points stand when they are put together by key: each key's points stay in their order. */
public final class Grouping {
  private final int[] series;
  private final int[] places;

  private Grouping(int[] series, int[] places) {
    this.series = series;
    this.places = places;
  }

  /** From the key of each point, as a number below the number of keys. */
  public static Grouping of(int[] keys, int keyCount) {
    int[] series = new int[keyCount];
    for (int key : keys) {
      series[key]++;
    }
    int[] next = new int[keyCount];
    for (int key = 1; key < keyCount; key++) {
      next[key] = next[key - 1] + series[key - 1];
    }
    int[] places = new int[keys.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = next[keys[i]]++;
    }
    return new Grouping(series, places);
  }

  /** How many points each key has. */
  public int[] series() {
    return series;
  }

  /** The place of a point by its number. */
  public int place(int point) {
    return places[point];
  }
}

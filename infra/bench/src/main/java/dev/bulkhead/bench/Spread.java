package dev.bulkhead.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The middle one of some figures, the least and the most. */
record Spread(double least, double median, double most) {

  static <T> Spread of(List<T> from, ToDoubleFunction<T> figure) {
    return of(from.stream().mapToDouble(figure).toArray());
  }

  /** Of each round's figure as a multiple of another's of the same round. */
  static Spread ofRatios(double[] figures, double[] to) {
    return of(
        IntStream.range(0, Math.min(figures.length, to.length))
            .mapToDouble(round -> figures[round] / to[round])
            .toArray());
  }

  /**
   * Of figures in any order.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Spread of(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("No figures");
    }
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}

package dev.bulkhead.store.metriclog;

import dev.bulkhead.store.metriclog.ValueForm.Kind;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The values of points, key by key: each key in the form that suits it, each kind of form a column.
 */
final class ValueColumns {
  private ValueColumns() {}

  static void write(ColumnWriter out, double[] values, int[] series) {
    ValueForm[] forms = shortestForms(values, series);
    out.put(Arrays.stream(forms).mapToLong(ValueForm::tag).toArray());
    for (Kind kind : Kind.values()) {
      int[] lengths = lengths(forms, series, kind);
      long[] numbers = new long[IntStream.of(lengths).sum()];
      int to = 0;
      int from = 0;
      for (int key = 0; key < forms.length; key++) {
        for (int end = from + series[key]; from < end; from++) {
          if (forms[key].kind() == kind) {
            numbers[to++] = forms[key].number(values[from]);
          }
        }
      }
      out.put(numbers, lengths);
    }
  }

  private static ValueForm[] shortestForms(double[] values, int[] series) {
    ValueForm[] forms = new ValueForm[series.length];
    int from = 0;
    for (int key = 0; key < forms.length; key++) {
      forms[key] = ValueForm.shortest(values, from, from + series[key]);
      from += series[key];
    }
    return forms;
  }

  /** The lengths of the series that are in the column of this kind. */
  private static int[] lengths(ValueForm[] forms, int[] series, Kind kind) {
    return IntStream.range(0, series.length)
        .filter(key -> forms[key].kind() == kind)
        .map(key -> series[key])
        .toArray();
  }

  /** The values of the keys that are wanted; in the places of others may stand anything. */
  static double[] read(ColumnReader in, int[] series, IntPredicate wanted) {
    ValueForm[] forms =
        Arrays.stream(in.get(series.length)).mapToObj(ValueForm::of).toArray(ValueForm[]::new);
    double[] values = new double[IntStream.of(series).sum()];
    for (Kind kind : Kind.values()) {
      int[] lengths = lengths(forms, series, kind);
      int length = IntStream.of(lengths).sum();
      if (IntStream.range(0, forms.length)
          .noneMatch(key -> forms[key].kind() == kind && wanted.test(key))) {
        in.skip(length);
      } else {
        fill(values, in.get(length, lengths), forms, series, kind);
      }
    }
    return values;
  }

  private static void fill(
      double[] values, long[] numbers, ValueForm[] forms, int[] series, Kind kind) {
    int from = 0;
    int to = 0;
    for (int key = 0; key < forms.length; key++) {
      if (forms[key].kind() != kind) {
        to += series[key];
        continue;
      }
      for (int end = to + series[key]; to < end; to++) {
        values[to] = forms[key].value(numbers[from++]);
      }
    }
  }
}

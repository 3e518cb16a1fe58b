package dev.bulkhead.store.metriclog;

import dev.bulkhead.store.metriclog.ValueForm.Kind;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The values of points, key by key: each key in the form that suits it, each kind of form a column.
 */
public final class ValueColumns {
  private final ValueForm[] forms;
  private final int[] series;

  private ValueColumns(ValueForm[] forms, int[] series) {
    this.forms = forms;
    this.series = series;
  }

  public static void write(ColumnWriter out, double[] values, int[] series) {
    var columns = new ValueColumns(shortestForms(values, series), series);
    out.put(Arrays.stream(columns.forms).mapToLong(ValueForm::tag).toArray());
    for (Kind kind : Kind.values()) {
      int[] lengths = columns.lengths(kind);
      long[] numbers = new long[IntStream.of(lengths).sum()];
      columns.toNumbers(kind, values, numbers);
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

  /** The values of the keys that are wanted; in the places of others may stand anything. */
  public static double[] read(ColumnReader in, int[] series, IntPredicate wanted) {
    ValueForm[] forms =
        Arrays.stream(in.get(series.length)).mapToObj(ValueForm::of).toArray(ValueForm[]::new);
    var columns = new ValueColumns(forms, series);
    double[] values = new double[IntStream.of(series).sum()];
    for (Kind kind : Kind.values()) {
      int[] lengths = columns.lengths(kind);
      int length = IntStream.of(lengths).sum();
      if (columns.keys(kind).anyMatch(wanted)) {
        columns.toValues(kind, in.get(length, lengths), values);
      } else {
        in.skip(length);
      }
    }
    return values;
  }

  private IntStream keys(Kind kind) {
    return IntStream.range(0, forms.length).filter(key -> forms[key].kind() == kind);
  }

  /** The lengths of the series that are in the column of this kind. */
  private int[] lengths(Kind kind) {
    return keys(kind).map(key -> series[key]).toArray();
  }

  private void toNumbers(Kind kind, double[] values, long[] numbers) {
    int value = 0;
    int number = 0;
    for (int key = 0; key < forms.length; key++) {
      int end = value + series[key];
      while (forms[key].kind() == kind && value < end) {
        numbers[number++] = forms[key].number(values[value++]);
      }
      value = end;
    }
  }

  private void toValues(Kind kind, long[] numbers, double[] values) {
    int value = 0;
    int number = 0;
    for (int key = 0; key < forms.length; key++) {
      int end = value + series[key];
      while (forms[key].kind() == kind && value < end) {
        values[value++] = forms[key].value(numbers[number++]);
      }
      value = end;
    }
  }
}

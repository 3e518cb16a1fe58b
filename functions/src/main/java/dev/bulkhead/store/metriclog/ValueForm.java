package dev.bulkhead.store.metriclog;

/** How the values of one key are written as whole numbers, without losing a bit. */
sealed interface ValueForm permits DoubleForm, FloatForm, DecimalForm {

  /** Forms of one kind share a column. */
  enum Kind {
    DOUBLE,
    FLOAT,
    DECIMAL
  }

  Kind kind();

  /** The form as a small number. */
  int tag();

  long number(double value);

  double value(long number);

  static ValueForm of(long tag) {
    if (tag == DoubleForm.TAG) {
      return new DoubleForm();
    }
    if (tag == FloatForm.TAG) {
      return new FloatForm();
    }
    return DecimalForm.of(tag);
  }

  /** The form in which these values take least room. */
  static ValueForm shortest(double[] values, int from, int to) {
    int floatBits = FloatForm.bits(values, from, to);
    return DecimalForm.of(values, from, to)
        .filter(decimal -> decimal.bits(values, from, to) <= floatBits)
        .<ValueForm>map(decimal -> decimal)
        .orElseGet(() -> floatBits == FloatForm.IMPOSSIBLE ? new DoubleForm() : new FloatForm());
  }
}

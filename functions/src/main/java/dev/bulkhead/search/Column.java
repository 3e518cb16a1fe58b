package dev.bulkhead.search;

import dev.bulkhead.search.RunColumns.Reals;
import dev.bulkhead.search.RunColumns.Texts;
import dev.bulkhead.search.RunColumns.Times;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One field of many rows. Where a row's number is compared with another, no {@link Value} is made
 * of it: there are as many rows as an experiment has runs.
 */
sealed interface Column {
  /** Whole numbers up to here are the same as floating-point ones. */
  long EXACT = 1L << 53;

  /** What the row has. */
  Optional<Value> value(int row);

  /** Of which rows a clause holds. */
  default IntPredicate holding(Clause clause) {
    return row -> value(row).map(clause::holdsOf).orElseGet(clause::holdsOfNone);
  }

  /** How a row stands to what has this value, by a key of the order. */
  default int compare(int row, SortKey<?> key, Optional<Value> other) {
    return key.compare(value(row), other);
  }

  /** Texts, each of which a clause looks at once. */
  record OfTexts(Texts texts) implements Column {
    @Override
    public Optional<Value> value(int row) {
      int code = texts.code(row);
      return code == Texts.NONE ? Optional.empty() : Optional.of(new Value.Text(texts.text(code)));
    }

    @Override
    public IntPredicate holding(Clause clause) {
      return new TextVerdicts(clause, texts)::holds;
    }
  }

  /** Times. */
  record OfTimes(Times times) implements Column {
    @Override
    public Optional<Value> value(int row) {
      return times.has(row) ? Optional.of(new Value.Whole(times.millis(row))) : Optional.empty();
    }

    @Override
    public IntPredicate holding(Clause clause) {
      return clause instanceof Clause.Compare(_, Operator operator, Value.Whole(long bound))
          ? row -> times.has(row) && operator.holds(times.millis(row), bound)
          : Column.super.holding(clause);
    }

    @Override
    public int compare(int row, SortKey<?> key, Optional<Value> other) {
      return times.has(row) && other.isPresent() && other.get() instanceof Value.Whole(long place)
          ? key.directed(Long.compare(times.millis(row), place))
          : Column.super.compare(row, key, other);
    }
  }

  /** Floating-point numbers. */
  record OfReals(Reals reals) implements Column {
    @Override
    public Optional<Value> value(int row) {
      int place = reals.place(row);
      return place == Reals.NONE ? Optional.empty() : Optional.of(new Value.Real(reals.at(place)));
    }

    @Override
    public IntPredicate holding(Clause clause) {
      return switch (clause) {
        case Clause.Compare(_, Operator operator, Value.Real(double bound))
            when !Double.isNaN(bound) ->
            holding(operator, bound);
        case Clause.Compare(_, Operator operator, Value.Whole(long bound))
            when Math.abs(bound) <= EXACT ->
            holding(operator, (double) bound);
        case Clause.Compare _, Clause.OneOf _, Clause.Exists _ -> Column.super.holding(clause);
      };
    }

    private IntPredicate holding(Operator operator, double bound) {
      return row -> {
        int place = reals.place(row);
        return place != Reals.NONE && operator.holds(reals.at(place), bound);
      };
    }

    @Override
    public int compare(int row, SortKey<?> key, Optional<Value> other) {
      int place = reals.place(row);
      if (place != Reals.NONE
          && other.isPresent()
          && other.get() instanceof Value.Real(double bound)
          && !Double.isNaN(bound)) {
        double number = reals.at(place);
        // Adding zero makes -0.0 the same as 0.0; NaN comes last in either direction.
        return Double.isNaN(number) ? 1 : key.directed(Double.compare(number + 0.0, bound + 0.0));
      }
      return Column.super.compare(row, key, other);
    }
  }
}

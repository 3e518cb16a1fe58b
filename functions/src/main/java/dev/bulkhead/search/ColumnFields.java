package dev.bulkhead.search;

import dev.bulkhead.search.RunColumns.Attribute;
import dev.bulkhead.search.RunColumns.Reals;
import dev.bulkhead.search.RunColumns.Texts;
import dev.bulkhead.search.RunColumns.Time;
import dev.bulkhead.search.RunColumns.Times;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** What runs in columns have for each field of a filter or an order; see {@link RunFields}. */
final class ColumnFields {
  private final RunColumns columns;

  ColumnFields(RunColumns columns) {
    this.columns = columns;
  }

  /** Of which rows a clause holds. */
  IntPredicate holding(Clause clause) {
    Field field = RunFields.filtered(clause.field());
    if (field.entity() == Entity.DATASET) {
      return row -> clause.holds(RunFields.datasets(columns.datasets(row), field.key()));
    }
    return switch (column(field)) {
      case OfTexts(Texts texts) -> new TextVerdicts(clause, texts)::holds;
      case OfTimes(Times times) ->
          row ->
              times.has(row)
                  ? clause.holdsOf(new Value.Whole(times.millis(row)))
                  : clause.holdsOfNone();
      case OfReals(Reals reals) ->
          row ->
              reals.has(row)
                  ? clause.holdsOf(new Value.Real(reals.value(row)))
                  : clause.holdsOfNone();
    };
  }

  /** What rows are sorted by. */
  IntFunction<Optional<Value>> values(Field field) {
    return switch (column(field)) {
      case OfTexts(Texts texts) ->
          row ->
              texts.code(row) == Texts.NONE
                  ? Optional.empty()
                  : Optional.of(new Value.Text(texts.text(texts.code(row))));
      case OfTimes(Times times) ->
          row ->
              times.has(row) ? Optional.of(new Value.Whole(times.millis(row))) : Optional.empty();
      case OfReals(Reals reals) ->
          row -> reals.has(row) ? Optional.of(new Value.Real(reals.value(row))) : Optional.empty();
    };
  }

  private Column column(Field field) {
    return switch (field.entity()) {
      case METRIC -> new OfReals(columns.metrics(field.key()));
      case PARAM -> new OfTexts(columns.params(field.key()));
      case TAG -> new OfTexts(columns.tags(field.key()));
      case ATTRIBUTE -> attribute(field.key());
      case DATASET -> throw new IllegalStateException("A run has several datasets");
    };
  }

  private Column attribute(String key) {
    return switch (key) {
      case RunFields.RUN_ID -> new OfTexts(columns.attributes(Attribute.RUN_ID));
      case RunFields.RUN_NAME -> new OfTexts(columns.attributes(Attribute.RUN_NAME));
      case "user_id" -> new OfTexts(columns.attributes(Attribute.USER_ID));
      case "status" -> new OfTexts(columns.attributes(Attribute.STATUS));
      case "artifact_uri" -> new OfTexts(columns.attributes(Attribute.ARTIFACT_URI));
      case RunFields.START_TIME -> new OfTimes(columns.times(Time.START));
      case RunFields.END_TIME -> new OfTimes(columns.times(Time.END));
      default -> throw new IllegalStateException("No attribute of a run: " + key);
    };
  }

  /** A column by what is in it. */
  private sealed interface Column {}

  private record OfTexts(Texts texts) implements Column {}

  private record OfTimes(Times times) implements Column {}

  private record OfReals(Reals reals) implements Column {}
}

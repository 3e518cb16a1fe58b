package dev.bulkhead.search;

import dev.bulkhead.search.RunColumns.Attribute;
import dev.bulkhead.search.RunColumns.Time;
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
    return column(field).holding(clause);
  }

  /** A field as a column; none is of several values. */
  Column column(Field field) {
    return switch (field.entity()) {
      case METRIC -> new Column.OfReals(columns.metrics(field.key()));
      case PARAM -> new Column.OfTexts(columns.params(field.key()));
      case TAG -> new Column.OfTexts(columns.tags(field.key()));
      case ATTRIBUTE -> attribute(field.key());
      case DATASET -> throw new IllegalStateException("A run has several datasets");
    };
  }

  private Column attribute(String key) {
    return switch (key) {
      case RunFields.RUN_ID -> new Column.OfTexts(columns.attributes(Attribute.RUN_ID));
      case RunFields.RUN_NAME -> new Column.OfTexts(columns.attributes(Attribute.RUN_NAME));
      case "user_id" -> new Column.OfTexts(columns.attributes(Attribute.USER_ID));
      case "status" -> new Column.OfTexts(columns.attributes(Attribute.STATUS));
      case "artifact_uri" -> new Column.OfTexts(columns.attributes(Attribute.ARTIFACT_URI));
      case RunFields.START_TIME -> new Column.OfTimes(columns.times(Time.START));
      case RunFields.END_TIME -> new Column.OfTimes(columns.times(Time.END));
      default -> throw new IllegalStateException("No attribute of a run: " + key);
    };
  }
}

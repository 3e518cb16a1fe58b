package dev.bulkhead.search;

import dev.bulkhead.domain.Run;
import java.util.List;
import java.util.function.IntPredicate;

/** Runs in columns as one query looks at them: what it says of a row it would say of the run. */
public final class RunRows {
  private final List<IntPredicate> clauses;
  private final Order<Run> order;
  private final List<Column> columns;

  RunRows(Filter filter, List<OrderField> orders, Order<Run> order, RunColumns runs) {
    var fields = new ColumnFields(runs);
    this.clauses = filter.clauses().stream().map(fields::holding).toList();
    this.order = order;
    this.columns = orders.stream().map(OrderField::field).map(fields::column).toList();
  }

  /** Whether the run is one of those asked for. */
  public boolean matches(int row) {
    for (IntPredicate clause : clauses) {
      if (!clause.test(row)) {
        return false;
      }
    }
    return true;
  }

  /** How the run stands to a place in the order; looks at no more keys than it takes. */
  public int compare(int row, Position<Run> place) {
    for (int i = 0; i < columns.size(); i++) {
      int byKey = columns.get(i).compare(row, order.keys().get(i), place.values().get(i));
      if (byKey != 0) {
        return byKey;
      }
    }
    return 0;
  }

  /** The place of the run in the order. */
  public Position<Run> position(int row) {
    return Position.of(order, columns.stream().map(column -> column.value(row)).toList());
  }
}

package dev.bulkhead.search;

import dev.bulkhead.domain.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Runs in columns as one query looks at them: what it says of a row it would say of the run. */
public final class RunRows {
  private final List<IntPredicate> clauses;
  private final Order<Run> order;
  private final List<IntFunction<Optional<Value>>> keys;

  RunRows(Filter filter, List<OrderField> orders, Order<Run> order, RunColumns columns) {
    var fields = new ColumnFields(columns);
    this.clauses = filter.clauses().stream().map(fields::holding).toList();
    this.order = order;
    this.keys = orders.stream().map(OrderField::field).map(fields::values).toList();
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
    for (int i = 0; i < keys.size(); i++) {
      int byKey = order.keys().get(i).compare(keys.get(i).apply(row), place.values().get(i));
      if (byKey != 0) {
        return byKey;
      }
    }
    return 0;
  }

  /** The place of the run in the order. */
  public Position<Run> position(int row) {
    return Position.of(order, keys.stream().map(key -> key.apply(row)).toList());
  }
}

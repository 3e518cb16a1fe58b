package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Run;
import dev.bulkhead.python.PythonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a search for runs asks: which runs, and in which order. */
public final class RunQuery extends Query<Run> {
  private static final OrderField BY_START_TIME =
      new OrderField(new Field(Entity.ATTRIBUTE, RunFields.START_TIME), false);
  private static final OrderField BY_RUN_ID =
      new OrderField(new Field(Entity.ATTRIBUTE, RunFields.RUN_ID), true);

  private RunQuery(Filter filter, List<OrderField> orders) {
    super(filter, orders, RunFields::value);
  }

  /**
   * Reads a filter and the fields to sort by.
   *
   * @throws InvalidParameter in MLflow's words, if MLflow would refuse them
   */
  public static RunQuery parse(@Nullable String filter, List<String> orderBy) {
    List<Condition> conditions = RunGrammar.INSTANCE.conditions(filter);
    List<OrderField> orders = orders(orderBy);
    return new RunQuery(RunGrammar.INSTANCE.filter(conditions), orders);
  }

  /** Whether the run is one of those asked for. */
  public boolean matches(Run run) {
    return filter().holds(field -> RunFields.values(run, field));
  }

  /** Whether the order is the one that MLflow takes when none is asked for. */
  public boolean isNewestFirst() {
    return orders().equals(List.of(BY_START_TIME, BY_RUN_ID));
  }

  /** Newest first, the place before all runs that began then. */
  public Position<Run> before(long start) {
    return place(start, "");
  }

  /** Newest first, the place behind all runs that began then: no id is as great as this. */
  public Position<Run> behind(long start) {
    return place(start, "~");
  }

  private Position<Run> place(long start, String id) {
    return Position.of(
        sorting(), List.of(Optional.of(new Value.Whole(start)), Optional.of(new Value.Text(id))));
  }

  /** Whether all runs are asked for. */
  public boolean isUnfiltered() {
    return filter().clauses().isEmpty();
  }

  /** The query's view of many runs at once. */
  public RunRows over(RunColumns columns) {
    return new RunRows(filter(), orders(), sorting(), columns);
  }

  /** Whether the filter or the order looks at anything of this kind. */
  public boolean reads(Entity entity) {
    return filter().reads(entity)
        || orders().stream().anyMatch(it -> it.field().entity() == entity);
  }

  private static List<OrderField> orders(List<String> orderBy) {
    List<OrderField> orders = new ArrayList<>();
    Set<Field> fields = new HashSet<>();
    Grammar.checkOrders(orderBy.size());
    for (String text : orderBy) {
      OrderField written = RunGrammar.INSTANCE.order(text);
      Field field = RunGrammar.translated(written.field());
      if (field.entity() == Entity.DATASET) {
        throw Refusal.of("Invalid identifier type 'dataset'");
      }
      if (!fields.add(field)) {
        throw Refusal.of(
            "`order_by` contains duplicate fields: %s".formatted(PythonText.list(orderBy)));
      }
      orders.add(new OrderField(field, written.ascending()));
    }
    Stream.of(BY_START_TIME, BY_RUN_ID).filter(it -> fields.add(it.field())).forEach(orders::add);
    return orders;
  }
}

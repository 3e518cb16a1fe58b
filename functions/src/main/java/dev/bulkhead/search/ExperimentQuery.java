package dev.bulkhead.search;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.InvalidParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search for experiments asks: which experiments, and in which order. */
public final class ExperimentQuery extends Query<Experiment> {
  private static final Field ID = attribute(ExperimentFields.EXPERIMENT_ID);
  private static final List<OrderField> DEFAULT =
      List.of(
          new OrderField(attribute(ExperimentFields.CREATION_TIME), false),
          new OrderField(ID, true));

  private ExperimentQuery(Filter filter, List<OrderField> orders) {
    super(filter, orders, ExperimentFields::orderValue);
  }

  /**
   * Reads a filter and the fields to sort by.
   *
   * @throws InvalidParameter in MLflow's words, if MLflow would refuse them
   */
  public static ExperimentQuery parse(@Nullable String filter, List<String> orderBy) {
    Filter read = ExperimentGrammar.INSTANCE.filter(ExperimentGrammar.INSTANCE.conditions(filter));
    return new ExperimentQuery(read, orderBy.isEmpty() ? DEFAULT : orders(orderBy));
  }

  /** Whether the experiment is one of those asked for. */
  public boolean matches(Experiment experiment) {
    return filter().holds(field -> ExperimentFields.value(experiment, field).stream().toList());
  }

  /** Whether the order is the one that MLflow takes when none is asked for. */
  public boolean isNewestFirst() {
    return orders().equals(DEFAULT);
  }

  private static List<OrderField> orders(List<String> orderBy) {
    List<OrderField> orders = new ArrayList<>();
    Grammar.checkOrders(orderBy.size());
    for (String text : orderBy) {
      OrderField written = ExperimentGrammar.INSTANCE.order(text);
      if (written.field().entity() != Entity.ATTRIBUTE) {
        throw Refusal.of("Invalid order_by entity: " + written.field().entity().word());
      }
      orders.add(written);
    }
    if (orders.stream().noneMatch(it -> it.field().equals(ID))) {
      orders.add(new OrderField(ID, false));
    }
    return orders;
  }

  private static Field attribute(String key) {
    return new Field(Entity.ATTRIBUTE, key);
  }
}

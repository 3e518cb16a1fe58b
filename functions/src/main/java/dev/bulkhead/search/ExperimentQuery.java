package dev.bulkhead.search;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.InvalidParameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search for experiments asks: which experiments, and in which order. */
public final class ExperimentQuery {
  private static final Field ID = attribute(ExperimentFields.EXPERIMENT_ID);
  private static final List<OrderField> DEFAULT =
      List.of(
          new OrderField(attribute(ExperimentFields.CREATION_TIME), false),
          new OrderField(ID, true));

  private final Filter filter;
  private final List<OrderField> orders;
  private final Order<Experiment> order;

  private ExperimentQuery(Filter filter, List<OrderField> orders) {
    this.filter = filter;
    this.orders = List.copyOf(orders);
    order =
        new Order<>(
            orders.stream()
                .map(
                    it ->
                        new SortKey<Experiment>(
                            experiment -> ExperimentFields.orderValue(experiment, it.field()),
                            it.ascending()))
                .toList());
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
    return filter.holds(field -> ExperimentFields.value(experiment, field).stream().toList());
  }

  /** The order asked for, ties by id with the largest first; no two experiments are equal in it. */
  public Comparator<Experiment> order() {
    return order;
  }

  /** Whether the order is the one that MLflow takes when none is asked for. */
  public boolean isNewestFirst() {
    return orders.equals(DEFAULT);
  }

  /** The place of an experiment in the order. */
  public Position<Experiment> position(Experiment experiment) {
    return Position.of(order, experiment);
  }

  /**
   * The place that {@link Position#bytes} kept.
   *
   * @throws InvalidParameter if the bytes are not those of a place in this order
   */
  public Position<Experiment> position(byte[] bytes) {
    return Position.decode(order, bytes);
  }

  /** The filter as it was understood; it reads back as the same one. */
  @Override
  public String toString() {
    return filter.toString();
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

package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a search asks: which things, and in which order. */
abstract sealed class Query<T> permits RunQuery, ExperimentQuery {
  private final Filter filter;
  private final List<OrderField> orders;
  private final Order<T> order;

  /** A query that sorts by these fields' values; the last field tells any two things apart. */
  Query(Filter filter, List<OrderField> orders, BiFunction<T, Field, Optional<Value>> value) {
    this.filter = filter;
    this.orders = List.copyOf(orders);
    this.order =
        new Order<>(
            orders.stream()
                .map(it -> new SortKey<T>(item -> value.apply(item, it.field()), it.ascending()))
                .toList());
  }

  final Filter filter() {
    return filter;
  }

  final List<OrderField> orders() {
    return orders;
  }

  final Order<T> sorting() {
    return order;
  }

  /** The order asked for, and by what MLflow sorts besides: no two things are equal in it. */
  public final Comparator<T> order() {
    return order;
  }

  /** The place of a thing in the order. */
  public final Position<T> position(T item) {
    return Position.of(order, item);
  }

  /**
   * The place that {@link Position#bytes} kept.
   *
   * @throws InvalidParameter if the bytes are not those of a place in this order
   */
  public final Position<T> position(byte[] bytes) {
    return Position.decode(order, bytes);
  }

  /** The filter as it was understood; it reads back as the same one. */
  @Override
  public final String toString() {
    return filter.toString();
  }
}

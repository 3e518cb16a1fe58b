package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search for logged models asks: which models, on which datasets, and in which order. */
public final class LoggedModelQuery {
  private final Filter filter;
  private final List<DatasetScope> datasets;
  private final boolean newestFirst;
  private final Order<LoggedModel> order;

  private LoggedModelQuery(
      Filter filter, List<DatasetScope> datasets, LoggedModelOrder loggedModelOrder) {
    this.filter = filter;
    this.datasets = List.copyOf(datasets);
    newestFirst = loggedModelOrder.isNewestFirst();
    order = loggedModelOrder.order();
  }

  /** One of the fields to sort by; the dataset counts for metrics only. */
  public record OrderBy(
      String fieldName,
      boolean ascending,
      Optional<String> datasetName,
      Optional<String> datasetDigest) {

    /** Takes an empty text for none, as MLflow does. */
    public OrderBy {
      datasetName = datasetName.filter(it -> !it.isEmpty());
      datasetDigest = datasetDigest.filter(it -> !it.isEmpty());
    }
  }

  /** A dataset on which metrics count; without digest, any of that name. */
  public record DatasetScope(String name, Optional<String> digest) {

    /** Takes an empty digest for none, as MLflow does. */
    public DatasetScope {
      digest = digest.filter(it -> !it.isEmpty());
    }

    boolean includes(Metric metric) {
      return metric.datasetName().equals(Optional.of(name))
          && (digest.isEmpty() || metric.datasetDigest().equals(digest));
    }
  }

  /**
   * Reads a filter, the datasets that it is about, and the fields to sort by.
   *
   * @throws InvalidParameter in MLflow's words, if MLflow would refuse them
   */
  public static LoggedModelQuery parse(
      @Nullable String filter, List<DatasetScope> datasets, List<OrderBy> orderBy) {
    if (datasets.stream().anyMatch(it -> it.name().isEmpty())) {
      throw Refusal.of("`dataset_name` in the `datasets` clause must be specified.");
    }
    return new LoggedModelQuery(
        LoggedModelGrammar.filter(filter), datasets, LoggedModelOrder.of(orderBy));
  }

  /** Whether the model is one of those asked for. */
  public boolean matches(LoggedModel model) {
    return (datasets.isEmpty() || filter.reads(Entity.METRIC) || isMeasured(model))
        && filter.holds(field -> LoggedModelFields.values(model, field, this::counts));
  }

  /** The order asked for, then newest first, then by id: no two models are equal in it. */
  public Comparator<LoggedModel> order() {
    return order;
  }

  /** Whether the order is the one that MLflow takes when none is asked for. */
  public boolean isNewestFirst() {
    return newestFirst;
  }

  /** The place of a model in the order. */
  public Position<LoggedModel> position(LoggedModel model) {
    return Position.of(order, model);
  }

  /**
   * The place that {@link Position#bytes} kept.
   *
   * @throws InvalidParameter if the bytes are not those of a place in this order
   */
  public Position<LoggedModel> position(byte[] bytes) {
    return Position.decode(order, bytes);
  }

  /** The filter as it was understood; it reads back as the same one. */
  @Override
  public String toString() {
    return filter.toString();
  }

  private boolean isMeasured(LoggedModel model) {
    return model.metrics().stream().anyMatch(it -> counts(it.metric()));
  }

  private boolean counts(Metric metric) {
    return datasets.isEmpty() || datasets.stream().anyMatch(it -> it.includes(metric));
  }
}

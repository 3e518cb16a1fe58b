package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads logged models. */
final class ModelReader {
  private final Table table;
  private final Keys keys;

  ModelReader(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
  }

  /** The model, if it is not deleted. */
  Optional<LoggedModel> find(ModelId id) {
    return findEvenIfDeleted(id).filter(model -> model.stage() == LifecycleStage.ACTIVE);
  }

  Optional<LoggedModel> findEvenIfDeleted(ModelId id) {
    var backoff = new Backoff();
    while (true) {
      Place place = keys.model(id);
      Map<Key, Item> items = table.getAll(List.of(place.core(), place.metrics()));
      Optional<Item> core = Optional.ofNullable(items.get(place.core()));
      if (core.isEmpty()) {
        return Optional.empty();
      }
      Optional<LoggedModel> model = assemble(place, core.get(), items);
      if (model.isPresent()) {
        return model;
      }
      backoff.await();
    }
  }

  /** Nothing if what is read does not fit together, because of a write in between. */
  private Optional<LoggedModel> assemble(Place place, Item core, Map<Key, Item> items) {
    Optional<MetricsItem> metrics =
        Optional.ofNullable(items.get(place.metrics())).map(MetricsItem::decode);
    List<Key> missing = new ArrayList<>(Pages.keys(place, core));
    metrics.ifPresent(item -> missing.addAll(LatestPoints.keys(place, item)));
    Map<Key, Item> parts = table.getAll(missing);
    Optional<Map<String, Metric>> latest =
        metrics.map(item -> LatestPoints.of(place, item, parts)).orElse(Optional.of(Map.of()));
    return latest.flatMap(
        points ->
            Pages.read(place, core, parts)
                .map(pages -> ModelItem.decode(core, Page.entries(core, pages), points.values())));
  }

  /** All models in a partition that are not deleted. */
  List<LoggedModel> list(String partition) {
    Map<Key, Item> items = new HashMap<>();
    List<Item> cores = new ArrayList<>();
    for (Item item : table.queryAll(Range.of(partition))) {
      items.put(Key.of(item), item);
      if (!Keys.isMetrics(Key.of(item)) && CoreItem.isActive(item)) {
        cores.add(item);
      }
    }
    List<LoggedModel> models = new ArrayList<>();
    for (Item core : cores) {
      ModelId id = Keys.model(Key.of(core));
      assemble(keys.model(id), core, items).or(() -> find(id)).ifPresent(models::add);
    }
    return models;
  }
}

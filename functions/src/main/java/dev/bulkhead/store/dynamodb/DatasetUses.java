package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Tag;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How datasets are used in experiments, each way kept once, so that no run need be read for it. */
final class DatasetUses {
  private static final String NAME = "n";
  private static final String DIGEST = "h";
  private static final String CONTEXT = "c";
  private static final String CONTEXT_TAG = "mlflow.data.context";

  private final Table table;
  private final Keys keys;

  DatasetUses(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
  }

  /** Notes how a run uses datasets, as far as that is new to its experiment. */
  void note(ExperimentId experiment, Collection<DatasetInput> inputs) {
    Map<Key, DatasetUse> byKey = new HashMap<>();
    for (DatasetInput input : inputs) {
      var use = new DatasetUse(experiment, input.dataset().id(), context(input));
      byKey.put(keys.datasetUse(use), use);
    }
    byKey.keySet().removeAll(table.getAll(byKey.keySet()).keySet());
    byKey.forEach((key, use) -> table.create(key, encode(use)));
  }

  private static Optional<String> context(DatasetInput input) {
    return input.tags().stream()
        .filter(tag -> tag.key().equals(CONTEXT_TAG))
        .map(Tag::value)
        .findFirst();
  }

  private static Map<String, AttributeValue> encode(DatasetUse use) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(NAME, Values.of(use.dataset().name()));
    attributes.put(DIGEST, Values.of(use.dataset().digest()));
    use.context().ifPresent(context -> attributes.put(CONTEXT, Values.of(context)));
    return attributes;
  }

  /** At most so many of an experiment's. */
  List<DatasetUse> list(ExperimentId experiment, int limit) {
    return table.query(Range.of(keys.datasetUses(experiment)), limit).items().stream()
        .map(item -> decode(experiment, item))
        .toList();
  }

  private static DatasetUse decode(ExperimentId experiment, Item item) {
    return new DatasetUse(
        experiment, new Dataset.Id(item.text(NAME), item.text(DIGEST)), item.optionalText(CONTEXT));
  }
}

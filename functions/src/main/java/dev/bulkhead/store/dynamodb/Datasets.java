package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.store.Spill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The datasets of experiments, each kept once, as it was first logged. */
final class Datasets {
  private final Table table;
  private final Keys keys;
  private final DatasetItem items;

  Datasets(TenantTable table, Spill spill) {
    this.table = table.open();
    this.keys = table.keys();
    this.items = new DatasetItem(spill);
  }

  /** Keeps those that the experiment does not have yet. */
  void create(ExperimentId experiment, List<Dataset> datasets) {
    Map<Key, Dataset> byKey = new HashMap<>();
    datasets.forEach(dataset -> byKey.putIfAbsent(key(experiment, dataset.id()), dataset));
    byKey.keySet().removeAll(table.getAll(byKey.keySet()).keySet());
    byKey.forEach((key, dataset) -> table.create(key, items.encode(dataset)));
  }

  /** The same runs, with all that is known of their datasets. */
  List<Run> complete(List<Run> runs) {
    Set<Key> wanted = new LinkedHashSet<>();
    for (Run run : runs) {
      run.datasetInputs().forEach(input -> wanted.add(key(run, input)));
    }
    Map<Key, Dataset> datasets = new HashMap<>();
    table.getAll(wanted).forEach((key, item) -> datasets.put(key, items.decode(item)));
    return runs.stream().map(run -> complete(run, datasets)).toList();
  }

  private Run complete(Run run, Map<Key, Dataset> datasets) {
    List<DatasetInput> inputs = new ArrayList<>();
    for (DatasetInput input : run.datasetInputs()) {
      Dataset dataset = datasets.getOrDefault(key(run, input), input.dataset());
      inputs.add(new DatasetInput(dataset, input.tags()));
    }
    return new Run(
        run.info(),
        run.metrics(),
        run.params(),
        run.tags(),
        inputs,
        run.modelInputs(),
        run.modelOutputs());
  }

  private Key key(Run run, DatasetInput input) {
    return key(run.info().id().experiment(), input.dataset().id());
  }

  private Key key(ExperimentId experiment, Dataset.Id id) {
    return keys.dataset(experiment, Keys.hash(id));
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.Spill;
import java.util.Iterator;
import java.util.List;

/** A tenant's runs in DynamoDB. */
public final class DynamoRunStore implements RunStore {
  private final Table table;
  private final Keys keys;
  private final ActiveExperiments experiments;
  private final RunReader reader;
  private final RunWriter writer;
  private final Datasets datasets;
  private final RunSearches searches;

  /** The runs of the tenant that the table was opened for. */
  public DynamoRunStore(TenantTable table, Spill spill) {
    this.table = table.open();
    this.keys = table.keys();
    this.experiments = new ActiveExperiments(table);
    this.reader = new RunReader(table);
    this.writer = new RunWriter(table);
    this.datasets = new Datasets(table, spill);
    this.searches = new RunSearches(table, reader, datasets);
  }

  @Override
  public void create(RunInfo run, List<Tag> tags) {
    experiments.require(run.id().experiment());
    writer.create(run, keys.run(run.id()), tags);
  }

  @Override
  public Run get(RunId id) {
    Run run = reader.find(id).orElseThrow(() -> RunSubject.notFound(id));
    return datasets.complete(List.of(run)).getFirst();
  }

  @Override
  public RunInfo info(RunId id) {
    return reader.info(id).orElseThrow(() -> RunSubject.notFound(id));
  }

  @Override
  public RunInfo update(RunId id, Update update) {
    RunSubject run = writable(id);
    writer.update(run, update);
    return table
        .get(run.place().core())
        .map(RunItem::decode)
        .orElseThrow(() -> RunSubject.notFound(id));
  }

  @Override
  public void move(RunId id, LifecycleStage to) {
    writer.move(subject(id), to);
  }

  @Override
  public void log(RunId id, Batch batch) {
    writer.log(writable(id), batch);
  }

  @Override
  public void logParam(RunId id, Param param) {
    writer.log(writable(id), param);
  }

  @Override
  public void deleteTag(RunId id, String key) {
    writer.deleteTag(writable(id), key);
  }

  @Override
  public void logInputs(RunId id, List<DatasetInput> inputs, List<String> modelIds) {
    RunSubject run = writable(id);
    datasets.create(id.experiment(), inputs.stream().map(DatasetInput::dataset).toList());
    writer.logInputs(run, inputs, modelIds);
  }

  @Override
  public void logOutputs(RunId id, List<ModelOutput> models) {
    writer.logOutputs(writable(id), models);
  }

  @Override
  public List<Metric> metricHistory(RunId id, String key) {
    return reader.history(id, key);
  }

  @Override
  public Iterator<Run> search(RunSearch search, int limit) {
    return searches.search(search, limit);
  }

  private RunSubject subject(RunId id) {
    return new RunSubject(id, keys.run(id));
  }

  /** A run whose experiment is active; the run's own stage is a condition of each write. */
  private RunSubject writable(RunId id) {
    RunSubject run = subject(id);
    if (!experiments.has(id.experiment())) {
      run.requireWritable(table.get(run.place().core()));
      throw run.deleted();
    }
    return run;
  }
}

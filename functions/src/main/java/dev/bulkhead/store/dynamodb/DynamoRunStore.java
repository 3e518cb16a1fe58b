package dev.bulkhead.store.dynamodb;

import static java.util.stream.Collectors.toSet;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.ChoreRequests;
import dev.bulkhead.store.MetricSample;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.store.segments.SegmentStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A tenant's runs in DynamoDB. */
public final class DynamoRunStore implements RunStore {
  private final Table table;
  private final Keys keys;
  private final ActiveExperiments experiments;
  private final RunReader reader;
  private final RunWriter writer;
  private final Datasets datasets;
  private final DatasetUses uses;
  private final RunSearches searches;
  private final MetricHistories histories;

  /** The runs of the tenant that the table was opened for. */
  public DynamoRunStore(TenantTable table, Spill spill, SegmentCache cache) {
    this(table, spill, cache, ChoreRequests.NONE);
  }

  /** The same, whose searches ask that what they have to read piece by piece be packed. */
  public DynamoRunStore(
      TenantTable table, Spill spill, SegmentCache cache, ChoreRequests requests) {
    this.table = table.open();
    this.keys = table.keys();
    this.experiments = new ActiveExperiments(table);
    this.reader = new RunReader(table);
    this.writer = new RunWriter(table);
    this.datasets = new Datasets(table, spill);
    this.uses = new DatasetUses(table);
    this.searches =
        new RunSearches(
            table, reader, datasets, new SegmentStore(table.tenant(), spill, cache), requests);
    this.histories = new MetricHistories(this.table, keys, spill, requests);
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
  public RunInfo getInfo(RunId id) {
    return reader.findInfo(id).orElseThrow(() -> RunSubject.notFound(id));
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
  public void move(RunId id, LifecycleStage to, Instant now) {
    writer.move(subject(id), to, now);
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
  public void changeTag(RunId id, String key, Function<Optional<String>, String> change) {
    writer.changeTag(writable(id), key, change);
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
    noteUses(id, inputs.stream().map(input -> input.dataset().id()).collect(toSet()));
  }

  /** With the tags that the run has, which of a use that was there before are the first ones. */
  private void noteUses(RunId id, Set<Dataset.Id> datasets) {
    if (!datasets.isEmpty()) {
      List<DatasetInput> inputs =
          reader.find(id).map(Run::datasetInputs).orElse(List.of()).stream()
              .filter(input -> datasets.contains(input.dataset().id()))
              .toList();
      uses.note(id.experiment(), inputs);
    }
  }

  @Override
  public List<DatasetUse> datasetUses(ExperimentId experiment, int limit) {
    return uses.list(experiment, limit);
  }

  @Override
  public void logOutputs(RunId id, List<ModelOutput> models) {
    writer.logOutputs(writable(id), models);
  }

  @Override
  public List<Metric> metricHistory(RunId id, String key, Optional<Metric> behind, int limit) {
    return histories.history(id, key, behind, limit);
  }

  @Override
  public Map<RunId, List<Metric>> metricHistories(Collection<RunId> ids, String key, int limit) {
    return histories.histories(ids, key, limit);
  }

  @Override
  public Map<RunId, List<Metric>> metricSamples(
      Collection<RunId> ids, String key, MetricSample sample) {
    return histories.samples(ids, key, sample);
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

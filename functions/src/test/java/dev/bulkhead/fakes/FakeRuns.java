package dev.bulkhead.fakes;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.MetricSample;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs and points that are handed out as they were put in; what is logged is noted. */
public final class FakeRuns implements RunStore {
  private final List<Run> runs = new ArrayList<>();
  private final List<Metric> points = new ArrayList<>();
  private final List<DatasetUse> uses = new ArrayList<>();
  private final List<Object> logged = new ArrayList<>();

  /** Puts a run in. */
  public void add(Run run) {
    runs.add(run);
  }

  /** Puts a point of the one metric in. */
  public void add(Metric point) {
    points.add(point);
  }

  /** Puts a use of a dataset in. */
  public void add(DatasetUse use) {
    uses.add(use);
  }

  /** What was logged or changed. */
  public List<Object> logged() {
    return logged;
  }

  @Override
  public void create(RunInfo run, List<Tag> tags) {
    logged.add(run);
    logged.add(tags);
  }

  @Override
  public Run get(RunId id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  @Override
  public RunInfo getInfo(RunId id) {
    return get(id).info();
  }

  private Optional<Run> find(RunId id) {
    return runs.stream().filter(run -> run.info().id().equals(id)).findFirst();
  }

  private static NotFound notFound(RunId id) {
    return new NotFound("Run with id=" + id + " not found");
  }

  @Override
  public RunInfo update(RunId id, Update update) {
    RunInfo info = get(id).info();
    logged.add(update);
    return info;
  }

  @Override
  public void move(RunId id, LifecycleStage to, Instant now) {
    logged.add(id + " " + to);
  }

  @Override
  public void log(RunId id, Batch batch) {
    var _ = get(id);
    logged.add(batch);
  }

  @Override
  public void logParam(RunId id, Param param) {
    log(id, new Batch(List.of(), List.of(param), List.of()));
  }

  @Override
  public void changeTag(RunId id, String key, Function<Optional<String>, String> change) {
    String value = change.apply(Optional.ofNullable(get(id).tags().get(key)));
    logged.add(new Tag(key, value));
  }

  @Override
  public void deleteTag(RunId id, String key) {
    logged.add(id + " " + key);
  }

  @Override
  public void logInputs(RunId id, List<DatasetInput> datasets, List<String> modelIds) {
    logged.add(datasets);
    logged.add(modelIds);
  }

  @Override
  public List<DatasetUse> datasetUses(ExperimentId experiment, int limit) {
    return uses.stream().filter(use -> use.experiment().equals(experiment)).limit(limit).toList();
  }

  @Override
  public void logOutputs(RunId id, List<ModelOutput> models) {
    logged.add(models);
  }

  @Override
  public List<Metric> metricHistory(RunId id, String key, Optional<Metric> behind, int limit) {
    MetricSeries history = MetricSeries.of(points).sorted(PointOrder.HISTORY);
    int from = behind.map(point -> history.placeBehind(point, PointOrder.HISTORY)).orElse(0);
    return history.points(key).stream().skip(from).limit(limit).toList();
  }

  @Override
  public Map<RunId, List<Metric>> metricHistories(Collection<RunId> ids, String key, int limit) {
    return each(ids, id -> metricHistory(id, key, Optional.empty(), limit));
  }

  @Override
  public Map<RunId, List<Metric>> metricSamples(
      Collection<RunId> ids, String key, MetricSample sample) {
    List<Metric> within =
        MetricSeries.of(points).sorted(PointOrder.STEPS).points(key).stream()
            .filter(point -> sample.has(point.step()))
            .toList();
    return each(ids, _ -> sample.of(within));
  }

  private Map<RunId, List<Metric>> each(
      Collection<RunId> ids, Function<RunId, List<Metric>> reading) {
    Map<RunId, List<Metric>> found = new HashMap<>();
    ids.stream().filter(id -> find(id).isPresent()).forEach(id -> found.put(id, reading.apply(id)));
    return found;
  }

  @Override
  public Iterator<Run> search(RunSearch search, int limit) {
    return runs.stream()
        .filter(run -> search.experiments().contains(run.info().id().experiment()))
        .filter(run -> search.view().sees(run.info().stage()))
        .filter(search.query()::matches)
        .filter(run -> search.behind().map(it -> it.position().isBefore(run)).orElse(true))
        .sorted(search.query().order())
        .limit(limit)
        .iterator();
  }
}

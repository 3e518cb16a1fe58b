package dev.bulkhead.store;

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
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A tenant's runs and what is logged to them. Every read sees every write that was answered before
 * it, and the stage of a run is deleted too while its experiment is. Every write but {@code create}
 * is safe to repeat.
 *
 * <p>Methods that take a {@link RunId} throw {@link dev.bulkhead.domain.NotFound} ({@code Run with
 * id=… not found}) if there is no such run, and those that write throw {@link
 * dev.bulkhead.domain.InvalidParameter} if it is not active: {@code The run … must be in the
 * 'active' state. Current state is deleted.}
 */
public interface RunStore {

  /**
   * Adds a run to an active experiment.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void create(RunInfo run, List<Tag> tags);

  /** The run, deleted or not, with all that was logged to it. */
  Run get(RunId id);

  /** The run, deleted or not, without what was logged to it. */
  RunInfo getInfo(RunId id);

  /** Changes what is given, keeps the rest, and returns what the run then is. */
  RunInfo update(RunId id, Update update);

  /** Moves the run to that stage; nothing changes, not even since when, if it is there already. */
  void move(RunId id, LifecycleStage to, Instant now);

  /**
   * Logs all params, then all tags, then all metrics. Params are immutable: those that are there
   * with the same value are passed over.
   *
   * @throws dev.bulkhead.domain.InvalidParameter if a param is there with another value; then
   *     nothing of the batch is logged
   */
  void log(RunId id, Batch batch);

  /**
   * Logs one param, as {@code log} would, but refuses another value in the words that MLflow has
   * for one.
   */
  void logParam(RunId id, Param param);

  /**
   * Gives a tag the value that the function makes of the one before, so that nothing is lost of
   * what others make of it at the same time: the function is asked again then.
   */
  void changeTag(RunId id, String key, Function<Optional<String>, String> change);

  /**
   * Removes a tag.
   *
   * @throws dev.bulkhead.domain.NotFound if the run has no such tag: {@code No tag with name: … in
   *     run with id …}
   */
  void deleteTag(RunId id, String key);

  /**
   * Notes that the run used datasets and logged models. A dataset is kept once per experiment, as
   * it was first logged; the tags of a use are kept as they were first logged.
   */
  void logInputs(RunId id, List<DatasetInput> datasets, List<String> modelIds);

  /**
   * How the runs of an experiment, deleted ones too, used datasets: each dataset once with each
   * context, sorted by neither.
   *
   * @param limit as many are told at the most
   */
  List<DatasetUse> datasetUses(ExperimentId experiment, int limit);

  /** Notes that the run made logged models. */
  void logOutputs(RunId id, List<ModelOutput> models);

  /**
   * The points of one metric, each once, in MLflow's order (timestamp, step, value; of equal values
   * NaN, which counts as 0, behind 0); none if there is no such run, as MLflow answers. What a page
   * costs does not grow with the number of points that have been folded.
   *
   * @param behind the last point of the page before
   * @param limit as many at the most
   */
  List<Metric> metricHistory(RunId id, String key, Optional<Metric> behind, int limit);

  /**
   * The first points of one metric in each of these runs, which are read several at a time; runs
   * that have no such metric, or are not there, are left out.
   */
  Map<RunId, List<Metric>> metricHistories(Collection<RunId> ids, String key, int limit);

  /** A sample of one metric's points in each of these runs, in the order of steps, likewise. */
  Map<RunId, List<Metric>> metricSamples(Collection<RunId> ids, String key, MetricSample sample);

  /**
   * The runs that a search finds, in its order, read as the iterator goes on: memory does not grow
   * with the experiments or with the number of runs that match.
   *
   * @param limit how many the caller will read at the most
   */
  Iterator<Run> search(RunSearch search, int limit);

  /** What a run's update changes. */
  record Update(Optional<RunStatus> status, Optional<Instant> endTime, Optional<String> name) {}

  /** What one call logs to a run. */
  record Batch(List<Metric> metrics, List<Param> params, List<Tag> tags) {
    /** Copies the lists. */
    public Batch {
      metrics = List.copyOf(metrics);
      params = List.copyOf(params);
      tags = List.copyOf(tags);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
      return metrics.isEmpty() && params.isEmpty() && tags.isEmpty();
    }
  }
}

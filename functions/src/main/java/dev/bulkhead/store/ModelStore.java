package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.List;

/**
 * A tenant's logged models. Every read sees every write that was answered before it.
 *
 * <p>Methods that take a {@link ModelId} throw {@link dev.bulkhead.domain.NotFound} if there is no
 * such model, or it is deleted.
 */
public interface ModelStore {

  /**
   * Adds a model to an active experiment.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void create(LoggedModel model);

  /** The model with its latest metrics. */
  LoggedModel get(ModelId id);

  /** The same of a model that may be deleted. */
  LoggedModel getEvenIfDeleted(ModelId id);

  /** Says whether the model's files are there, and returns what the model then is. */
  LoggedModel finish(ModelId id, LoggedModelStatus status, Instant now);

  /** Sets tags; the last one written counts. Returns what the model then is. */
  LoggedModel setTags(ModelId id, List<Tag> tags);

  /**
   * Removes a tag.
   *
   * @throws dev.bulkhead.domain.NotFound if the model has no such tag
   */
  void deleteTag(ModelId id, String key);

  /**
   * Adds params; those that are there with the same value are passed over.
   *
   * @throws dev.bulkhead.domain.InvalidParameter if one is there with another value; then nothing
   *     is added
   */
  void logParams(ModelId id, List<Param> params);

  /** Deletes the model; one that is deleted stays so, without a failure. */
  void delete(ModelId id, Instant now);

  /** All models of these experiments that are not deleted, in no particular order. */
  List<LoggedModel> list(List<ExperimentId> experiments);
}

package dev.bulkhead.store;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tenant's experiments. Every read sees every write that was answered before it. */
public interface ExperimentStore {

  /**
   * Adds an experiment, or changes nothing.
   *
   * @throws dev.bulkhead.domain.AlreadyExists if the tenant has an experiment of that name, deleted
   *     ones included: {@code Experiment(name=churn) already exists.}
   * @throws IdTaken if the tenant has an experiment of that id: choose another
   */
  void create(Experiment experiment);

  /** The experiment of that id, deleted or not. */
  Optional<Experiment> find(ExperimentId id);

  /**
   * The experiment, to create something in it.
   *
   * @throws NotFound if there is no such experiment: {@code No Experiment with id=… exists}
   * @throws InvalidParameter if it is deleted
   */
  default Experiment getActive(ExperimentId id) {
    Experiment experiment =
        find(id).orElseThrow(() -> new NotFound("No Experiment with id=" + id + " exists"));
    if (experiment.stage() != LifecycleStage.ACTIVE) {
      throw new InvalidParameter(
          "The experiment "
              + id
              + " must be in the 'active' state. Current state is "
              + experiment.stage().word()
              + ".");
    }
    return experiment;
  }

  /** The experiment of that name, deleted or not. */
  Optional<Experiment> findByName(String name);

  /** All experiments of the tenant, deleted or not, in no particular order. */
  List<Experiment> list();

  /**
   * Gives an active experiment another name, or changes nothing.
   *
   * @throws dev.bulkhead.domain.AlreadyExists if another experiment has that name
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void rename(ExperimentId id, String name, Instant now);

  /**
   * Moves an experiment, and with it all its runs, to the other stage: one write, whatever its
   * size.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment in the opposite stage
   */
  void move(ExperimentId id, LifecycleStage to, Instant now);

  /**
   * Sets a tag of an active experiment; the last one written counts.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void setTag(ExperimentId id, Tag tag);

  /**
   * Removes a tag of an active experiment.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such experiment, or it has no such tag
   * @throws dev.bulkhead.domain.InvalidParameter if it is deleted
   */
  void deleteTag(ExperimentId id, String key);

  /** Another experiment has the id that was chosen at random; the caller picks another. */
  final class IdTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

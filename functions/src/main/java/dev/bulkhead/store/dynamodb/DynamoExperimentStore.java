package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.AlreadyExists;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.ExperimentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tenant's experiments in DynamoDB. */
public final class DynamoExperimentStore implements ExperimentStore {
  private final Table table;
  private final Keys keys;
  private final ExperimentStages stages;

  /** The experiments of the tenant that the table was opened for. */
  public DynamoExperimentStore(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.stages = table.stages();
  }

  @Override
  public void create(Experiment experiment) {
    requireRoom(experiment.id(), ExperimentItem.tagBytes(experiment.tags()));
    var outcome =
        table.transact(
            List.of(
                new Write.Create(
                    keys.experimentName(experiment.name()), ExperimentItem.marker(experiment.id())),
                new Write.Create(
                    keys.experiment(experiment.id()), ExperimentItem.encode(experiment))));
    if (outcome instanceof Outcome.OfAll.Refused refused) {
      throw refused.at(0) ? nameTaken(experiment.name()) : new IdTaken();
    }
  }

  private static AlreadyExists nameTaken(String name) {
    return new AlreadyExists("Experiment(name=" + name + ") already exists.");
  }

  @Override
  public Optional<Experiment> find(ExperimentId id) {
    Instant asked = stages.now();
    Optional<Experiment> found = table.get(keys.experiment(id)).map(ExperimentItem::decode);
    if (found.isPresent() && found.get().stage() == LifecycleStage.ACTIVE) {
      stages.sawActive(id, asked);
    }
    return found;
  }

  @Override
  public Optional<Experiment> findByName(String name) {
    // Between the two reads it may be renamed, and then it is not of that name any more.
    return table
        .get(keys.experimentName(name))
        .flatMap(marker -> find(ExperimentItem.marked(marker)))
        .filter(experiment -> experiment.name().equals(name));
  }

  @Override
  public List<Experiment> list() {
    return table.queryAll(Range.of(keys.experiments())).stream()
        .map(ExperimentItem::decode)
        .toList();
  }

  @Override
  public void rename(ExperimentId id, String name, Instant now) {
    var backoff = new Backoff();
    while (!tryRename(requireActive(id), name, now)) {
      backoff.await();
    }
  }

  private boolean tryRename(Experiment experiment, String name, Instant now) {
    if (experiment.name().equals(name)) {
      return true;
    }
    var outcome =
        table.transact(
            List.of(
                new Write.Create(keys.experimentName(name), ExperimentItem.marker(experiment.id())),
                new Write.Remove(
                    ExperimentItem.ifMarks(
                        keys.experimentName(experiment.name()), experiment.id())),
                new Write.Change(
                    ExperimentItem.rename(
                        keys.experiment(experiment.id()), experiment, name, now))));
    return switch (outcome) {
      case Outcome.OfAll.Done _ -> true;
      case Outcome.OfAll.Refused refused when refused.at(1) || refused.at(2) -> false;
      case Outcome.OfAll.Refused _ -> throw nameTaken(name);
    };
  }

  private Experiment requireActive(ExperimentId id) {
    Experiment experiment = find(id).orElseThrow(() -> notFound(id));
    if (experiment.stage() != LifecycleStage.ACTIVE) {
      throw new InvalidParameter("Cannot rename a non-active experiment.");
    }
    return experiment;
  }

  @Override
  public void move(ExperimentId id, LifecycleStage to, Instant now) {
    var backoff = new Backoff();
    while (!isMoved(id, to, now)) {
      backoff.await();
    }
    stages.forget(id);
  }

  /** What is deleted goes into the bin, and what is restored comes out of it. */
  private boolean isMoved(ExperimentId id, LifecycleStage to, Instant now) {
    Experiment read =
        table
            .get(keys.experiment(id))
            .map(ExperimentItem::decode)
            .filter(experiment -> experiment.stage() != to)
            .orElseThrow(() -> notFound(id));
    Thing thing = Thing.experiment(id);
    Write binned =
        switch (to) {
          case DELETED -> new Write.Create(keys.binned(thing.at(now)), Map.of());
          case ACTIVE -> new Write.Delete(keys.binned(thing.at(read.lastUpdateTime())));
        };
    var move = ExperimentItem.move(keys.experiment(id), read, to, now);
    return table.transact(List.of(new Write.Change(move), binned)) instanceof Outcome.OfAll.Done;
  }

  @Override
  public void setTag(ExperimentId id, Tag tag) {
    var backoff = new Backoff();
    while (!isTagSet(id, tag)) {
      backoff.await();
    }
  }

  private boolean isTagSet(ExperimentId id, Tag tag) {
    Key key = keys.experiment(id);
    return switch (table.update(ExperimentItem.setTag(key, tag))) {
      case Outcome.Done _ -> true;
      case Outcome.Refused(Optional<Item> found) when !isActive(found) ->
          throw notActive(id, found);
      case Outcome.Refused(Optional<Item> found) -> {
        Item experiment = found.orElseThrow();
        requireRoom(id, ExperimentItem.tagBytes(experiment) + ExperimentItem.tagBytes(tag));
        var _ = table.update(ExperimentItem.recount(key, experiment));
        yield false;
      }
    };
  }

  private static void requireRoom(ExperimentId id, long bytes) {
    if (bytes > ExperimentItem.MAX_TAG_BYTES) {
      throw new InvalidParameter(
          "The tags of experiment %s have more than %d bytes together."
              .formatted(id, ExperimentItem.MAX_TAG_BYTES));
    }
  }

  @Override
  public void deleteTag(ExperimentId id, String key) {
    var update = ExperimentItem.deleteTag(keys.experiment(id), key);
    if (table.update(update) instanceof Outcome.Refused(Optional<Item> found)) {
      throw isActive(found)
          ? new NotFound("No tag with name: " + key + " in experiment with id " + id)
          : notActive(id, found);
    }
  }

  private static boolean isActive(Optional<Item> found) {
    return found.map(ExperimentItem::stage).filter(LifecycleStage.ACTIVE::equals).isPresent();
  }

  /** Why an experiment that was not active cannot be written to. */
  static RuntimeException notActive(ExperimentId id, Optional<Item> found) {
    return found.isEmpty()
        ? notFound(id)
        : new InvalidParameter(
            "The experiment %s must be in the 'active' state. Current state is %s."
                .formatted(id, ExperimentItem.stage(found.get()).word()));
  }

  private static NotFound notFound(ExperimentId id) {
    return new NotFound("No Experiment with id=" + id + " exists");
  }
}

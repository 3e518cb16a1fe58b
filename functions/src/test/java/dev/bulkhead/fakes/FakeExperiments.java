package dev.bulkhead.fakes;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.ExperimentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments that are handed out as they were put in; changes are noted and not made. */
public final class FakeExperiments implements ExperimentStore {
  private final Map<ExperimentId, Experiment> byId = new LinkedHashMap<>();
  private final List<String> changes = new ArrayList<>();
  private int taken;

  /** Puts an active experiment in. */
  public FakeExperiments with(String id, String name) {
    Instant created = Instant.ofEpochMilli(1000 + byId.size());
    ExperimentId experimentId = new ExperimentId(id);
    byId.put(
        experimentId,
        new Experiment(
            experimentId,
            name,
            "mlflow-artifacts:/" + id,
            LifecycleStage.ACTIVE,
            created,
            created,
            Map.of()));
    return this;
  }

  /** Puts a deleted experiment in. */
  public FakeExperiments withDeleted(String id, String name) {
    Experiment active = with(id, name).byId.get(new ExperimentId(id));
    byId.put(
        active.id(),
        new Experiment(
            active.id(),
            name,
            active.artifactLocation(),
            LifecycleStage.DELETED,
            active.creationTime(),
            active.lastUpdateTime(),
            Map.of()));
    return this;
  }

  /** Says of the next so many ids that they are taken. */
  public FakeExperiments taken(int ids) {
    taken = ids;
    return this;
  }

  /** What was asked to be changed. */
  public List<String> changes() {
    return changes;
  }

  @Override
  public void create(Experiment experiment) {
    if (taken-- > 0) {
      throw new IdTaken();
    }
    byId.put(experiment.id(), experiment);
  }

  @Override
  public Optional<Experiment> find(ExperimentId id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Experiment> findByName(String name) {
    return byId.values().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  @Override
  public List<Experiment> list() {
    return List.copyOf(byId.values());
  }

  @Override
  public void rename(ExperimentId id, String name, Instant now) {
    changes.add("rename " + id + " " + name);
  }

  @Override
  public void move(ExperimentId id, LifecycleStage to, Instant now) {
    changes.add("move " + id + " " + to);
  }

  @Override
  public void setTag(ExperimentId id, Tag tag) {
    changes.add("set " + id + " " + tag.key() + "=" + tag.value());
  }

  @Override
  public void deleteTag(ExperimentId id, String key) {
    changes.add("unset " + id + " " + key);
  }
}

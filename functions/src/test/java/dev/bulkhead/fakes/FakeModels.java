package dev.bulkhead.fakes;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.ModelStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Logged models that are handed out as they were put in; changes are noted and not made. */
public final class FakeModels implements ModelStore {
  private final Map<ModelId, LoggedModel> byId = new LinkedHashMap<>();
  private final List<String> changes = new ArrayList<>();

  /** What was asked to be changed. */
  public List<String> changes() {
    return changes;
  }

  @Override
  public void create(LoggedModel model) {
    byId.put(model.id(), model);
  }

  @Override
  public LoggedModel get(ModelId id) {
    LoggedModel model = byId.get(id);
    if (model == null) {
      throw new NotFound("Logged model with ID '" + id + "' not found.");
    }
    return model;
  }

  @Override
  public LoggedModel getEvenIfDeleted(ModelId id) {
    changes.add("get even if deleted");
    return get(id);
  }

  @Override
  public LoggedModel finish(ModelId id, LoggedModelStatus status, Instant now) {
    changes.add("finish " + status);
    return get(id);
  }

  @Override
  public LoggedModel setTags(ModelId id, List<Tag> tags) {
    changes.add("set " + tags);
    return get(id);
  }

  @Override
  public void deleteTag(ModelId id, String key) {
    changes.add("unset " + key);
  }

  @Override
  public void logParams(ModelId id, List<Param> params) {
    changes.add("log " + params);
  }

  @Override
  public void delete(ModelId id, Instant now) {
    changes.add("delete " + get(id).id());
  }

  @Override
  public List<LoggedModel> list(List<ExperimentId> experiments) {
    return byId.values().stream()
        .filter(model -> experiments.contains(model.id().experiment()))
        .toList();
  }
}

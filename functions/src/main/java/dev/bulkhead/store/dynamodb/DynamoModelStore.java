package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.ModelStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tenant's logged models in DynamoDB. */
public final class DynamoModelStore implements ModelStore {
  private final Table table;
  private final Keys keys;
  private final ActiveExperiments experiments;
  private final ModelReader reader;
  private final EntryWriter writer;

  /** The logged models of the tenant that the table was opened for. */
  public DynamoModelStore(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.experiments = new ActiveExperiments(table);
    this.reader = new ModelReader(table);
    this.writer = new EntryWriter(this.table, table.notes());
  }

  @Override
  public void create(LoggedModel model) {
    experiments.require(model.id().experiment());
    List<Entry> entries = new ArrayList<>();
    model.params().forEach((key, value) -> entries.add(Entry.of(Kind.PARAM, key, value)));
    model.tags().forEach((key, value) -> entries.add(Entry.of(Kind.TAG, key, value)));
    boolean fits = Entries.size(entries) <= CoreItem.MAX_ENTRY_BYTES;
    ModelSubject subject = subject(model.id());
    // Ids are random: a model that is there is this one, put by an attempt whose answer was lost.
    var _ =
        table.create(subject.place().core(), ModelItem.encode(model, fits ? entries : List.of()));
    if (!fits) {
      writer.writeInParts(subject, new Change(entries, Map.of(), subject::conflict));
    }
  }

  @Override
  public LoggedModel get(ModelId id) {
    return reader.find(id).orElseThrow(() -> ModelSubject.notFound(id.value()));
  }

  @Override
  public LoggedModel getEvenIfDeleted(ModelId id) {
    return reader.findEvenIfDeleted(id).orElseThrow(() -> ModelSubject.notFound(id.value()));
  }

  @Override
  public LoggedModel finish(ModelId id, LoggedModelStatus status, Instant now) {
    writer.write(subject(id), Change.of(List.of(), ModelItem.finished(status, now)));
    return get(id);
  }

  @Override
  public LoggedModel setTags(ModelId id, List<Tag> tags) {
    List<Entry> entries =
        tags.stream().map(tag -> Entry.of(Kind.TAG, tag.key(), tag.value())).toList();
    writer.writeInParts(subject(id), Change.of(entries));
    return get(id);
  }

  @Override
  public void deleteTag(ModelId id, String key) {
    writer.write(subject(id), Change.of(List.of(Entry.removed(Kind.TAG, key))));
  }

  @Override
  public void logParams(ModelId id, List<Param> params) {
    ModelSubject subject = subject(id);
    List<Entry> entries =
        params.stream().map(param -> Entry.of(Kind.PARAM, param.key(), param.value())).toList();
    writer.writeInParts(subject, new Change(entries, Map.of(), subject::conflict));
  }

  @Override
  public void delete(ModelId id, Instant now) {
    ModelSubject subject = subject(id);
    List<Write> writes =
        List.of(
            new Write.Change(ModelItem.delete(subject.place().core(), now)),
            new Write.Create(keys.binned(Thing.model(id).at(now)), Map.of()));
    if (table.transact(writes) instanceof Outcome.OfAll.Refused refused
        && refused.reasons().getFirst().flatMap(Outcome.Refused::found).isEmpty()) {
      throw ModelSubject.notFound(id.value());
    }
  }

  @Override
  public List<LoggedModel> list(List<ExperimentId> ids) {
    return ids.stream().distinct().flatMap(id -> reader.list(keys.models(id)).stream()).toList();
  }

  private ModelSubject subject(ModelId id) {
    return new ModelSubject(id, keys.model(id));
  }
}

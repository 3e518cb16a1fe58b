package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes to runs; each method says what of a call goes into one write. */
final class RunWriter {
  private final Table table;
  private final EntryWriter entries;
  private final MetricLog metrics;
  private final ModelMetrics models;
  private final OpenNotes notes;
  private final Keys keys;

  RunWriter(TenantTable table) {
    this.table = table.open();
    this.notes = table.notes();
    this.entries = new EntryWriter(this.table, notes);
    this.metrics = new MetricLog(this.table, notes);
    this.keys = table.keys();
    this.models = new ModelMetrics(metrics, keys);
  }

  void create(RunInfo run, Place place, List<Tag> tags) {
    List<Entry> all = tags.stream().map(RunWriter::entry).toList();
    boolean fits = Entries.size(all) <= CoreItem.MAX_ENTRY_BYTES;
    if (run.id().startTime().isBefore(notes.now().minus(SealTimes.LATE))) {
      notes.open(place);
    }
    // Ids are random: an item that is there already is this one, put by an attempt whose answer was
    // lost.
    var _ = table.create(place.core(), RunItem.encode(run, fits ? all : List.of()));
    if (!fits) {
      entries.writeInParts(new RunSubject(run.id(), place), Change.of(all));
    }
  }

  private static Entry entry(Tag tag) {
    return Entry.of(Kind.TAG, tag.key(), tag.value());
  }

  void update(RunSubject run, RunStore.Update update) {
    // Where there is a name it is the tag's value, too.
    List<Entry> name =
        update.name().stream().map(text -> Entry.of(Kind.TAG, Tag.RUN_NAME, text)).toList();
    entries.write(run, Change.of(name, RunItem.encode(update)));
  }

  void log(RunSubject run, Param param) {
    List<Entry> entry = List.of(entry(param));
    entries.write(run, new Change(entry, Map.of(), run::conflict));
  }

  void log(RunSubject run, RunStore.Batch batch) {
    List<Entry> params = batch.params().stream().map(RunWriter::entry).toList();
    List<Entry> tags = tags(batch.tags());
    Map<String, AttributeValue> name = name(batch.tags());
    if (batch.isEmpty()) {
      entries.write(run, Change.of(List.of())); // Only asks whether the run is active.
    } else if (Entries.size(params) + Entries.size(tags) <= EntryWriter.MAX_BYTES) {
      logEntries(run, Stream.concat(params.stream(), tags.stream()).toList(), name);
    } else {
      logEntries(run, params, Map.of());
      logEntries(run, tags, name);
    }
    metrics.log(run, batch.metrics().stream().map(RunWriter::plain).toList());
    models.log(run.id(), batch.metrics());
  }

  private void logEntries(RunSubject run, List<Entry> all, Map<String, AttributeValue> attributes) {
    if (!all.isEmpty()) {
      entries.write(run, new Change(all, attributes, run::conflicts));
    }
  }

  private static Entry entry(Param param) {
    return Entry.of(Kind.PARAM, param.key(), param.value());
  }

  /** As in MLflow, an empty run name changes neither the name nor its tag. */
  private static List<Entry> tags(List<Tag> tags) {
    return tags.stream()
        .filter(tag -> !(tag.key().equals(Tag.RUN_NAME) && tag.value().isEmpty()))
        .map(RunWriter::entry)
        .toList();
  }

  private static Map<String, AttributeValue> name(List<Tag> tags) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    for (Tag tag : tags) {
      if (tag.key().equals(Tag.RUN_NAME) && !tag.value().isEmpty()) {
        attributes.putAll(RunItem.named(tag.value()));
      }
    }
    return attributes;
  }

  /** To a run, MLflow does not say on which model or dataset a point was measured. */
  private static Metric plain(Metric point) {
    return Metric.of(point.key(), point.value(), point.timestamp(), point.step());
  }

  void changeTag(RunSubject run, String key, Function<Optional<String>, String> change) {
    entries.write(
        run,
        there ->
            Change.of(List.of(Entry.of(Kind.TAG, key, change.apply(there.find(Kind.TAG, key))))));
  }

  void deleteTag(RunSubject run, String key) {
    entries.write(run, Change.of(List.of(Entry.removed(Kind.TAG, key))));
  }

  void logInputs(RunSubject run, List<DatasetInput> inputs, List<String> modelIds) {
    List<Entry> all = new ArrayList<>();
    Map<String, DatasetInput> first = new HashMap<>();
    for (DatasetInput input : inputs) {
      if (first.putIfAbsent(Keys.hash(input.dataset().id()), input) == null) {
        all.addAll(DatasetEntries.of(input));
      }
    }
    modelIds.forEach(id -> all.add(Entry.of(Kind.MODEL_INPUT, id, "")));
    entries.writeInParts(run, Change.of(all));
  }

  void logOutputs(RunSubject run, List<ModelOutput> models) {
    List<Entry> all =
        models.stream()
            .map(model -> Entry.of(Kind.MODEL_OUTPUT, model.modelId(), "" + model.step()))
            .toList();
    entries.writeInParts(run, Change.of(all));
  }

  /** The stage is in the metrics item too, if there is one: both move, or neither. */
  void move(RunSubject run, LifecycleStage to, Instant now) {
    var backoff = new Backoff();
    while (!isMoved(run, to, now)) {
      backoff.await();
    }
  }

  private boolean isMoved(RunSubject run, LifecycleStage to, Instant now) {
    Place place = run.place();
    Map<Key, Item> items = table.getAll(List.of(place.core(), place.metrics()));
    Item core =
        Optional.ofNullable(items.get(place.core()))
            .orElseThrow(() -> RunSubject.notFound(run.id()));
    if (CoreItem.stage(core) == to) {
      return true;
    }
    Optional<Item> points = Optional.ofNullable(items.get(place.metrics()));
    Optional<String> seal = Seal.of(core);
    Optional<String> metricsSeal = points.flatMap(Seal::of);
    notes.reopen(place, seal.or(() -> metricsSeal));
    Write metrics =
        points.isPresent()
            ? new Write.Change(Seal.breaking(MetricsItem.move(place.metrics(), to), metricsSeal))
            : new Write.Check(MetricsItem.ifNone(place.metrics()));
    ItemUpdate move = CoreItem.move(place.core(), CoreItem.stage(core), to, now);
    var writes = new ArrayList<Write>();
    writes.add(new Write.Change(Seal.breaking(move, seal)));
    writes.add(metrics);
    binned(Thing.run(run.id()), core, to, now).ifPresent(writes::add);
    return table.transact(writes) instanceof Outcome.OfAll.Done;
  }

  /** What is deleted goes into the bin, and what is restored comes out of it. */
  private Optional<Write> binned(Thing run, Item core, LifecycleStage to, Instant now) {
    return switch (to) {
      case DELETED -> Optional.of(new Write.Create(keys.binned(run.at(now)), Map.of()));
      case ACTIVE ->
          CoreItem.deletedAt(core).map(then -> new Write.Delete(keys.binned(run.at(then))));
    };
  }
}

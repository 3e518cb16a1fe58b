package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.store.segments.SegmentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tenant has deleted, in DynamoDB. */
public final class DynamoBin implements Bin {
  /** Where files are; on what is not yet taken there is none. */
  private static final String ROOT = "a";

  /** Keys are read with their items: a chunk has up to 400 KB. */
  private static final int AT_ONCE = 25;

  private final Table table;
  private final Keys keys;
  private final OpenNotes notes;
  private final Spill spill;
  private final SegmentStore segments;

  /** The bin of the tenant that the table was opened for, and what spilled from that. */
  public DynamoBin(TenantTable table, Spill spill) {
    this.table = table.open();
    this.keys = table.keys();
    this.notes = table.notes();
    this.spill = spill;
    this.segments = new SegmentStore(table.tenant(), spill, new SegmentCache(0));
  }

  @Override
  public List<Deleted> list(Instant before, int limit) {
    return table.query(keys.deletedBefore(before), limit).items().stream()
        .map(item -> Keys.binned(Key.of(item)))
        .toList();
  }

  @Override
  public boolean has(Thing thing) {
    return table.get(place(thing).core()).isPresent();
  }

  @Override
  public boolean take(Deleted thing) {
    Optional<Item> note = table.get(keys.binned(thing));
    return note.isPresent() && (note.get().has(ROOT) || takeNow(thing));
  }

  private boolean takeNow(Deleted thing) {
    return switch (thing.thing().kind()) {
      case EXPERIMENT -> takeExperiment(thing);
      case RUN, MODEL -> takePlace(thing);
    };
  }

  private boolean takePlace(Deleted thing) {
    Place place = place(thing.thing());
    Optional<Item> core = table.get(place.core());
    if (core.isEmpty()) {
      // Its experiment was erased, and it with that.
      table.delete(keys.binned(thing));
      return false;
    }
    // From now on searches look for its items, and find none; sealing takes it out of segments.
    Optional<String> seal = Seal.of(core.get());
    notes.reopen(place, seal);
    return isDone(
        new Write.Remove(Seal.under(CoreItem.ifDeletedAt(place.core(), thing.at()), seal)),
        new Write.Delete(place.metrics()),
        taken(thing, artifactUri(thing.thing(), core.get())));
  }

  private boolean takeExperiment(Deleted thing) {
    var id = new ExperimentId(thing.thing().id());
    Optional<String> name =
        table.get(keys.experiment(id)).map(ExperimentItem::decode).map(read -> read.name());
    return name.isPresent()
        && isDone(
            new Write.Remove(ExperimentItem.ifDeletedAt(keys.experiment(id), thing.at())),
            new Write.Remove(ExperimentItem.ifMarks(keys.experimentName(name.get()), id)),
            taken(thing, ""));
  }

  private Write taken(Deleted thing, String root) {
    Key note = keys.binned(thing);
    return new Write.Change(new ItemUpdate(note).whenPresent(Key.SORT).set(ROOT, Values.of(root)));
  }

  private boolean isDone(Write... writes) {
    return table.transact(List.of(writes)) instanceof Outcome.OfAll.Done;
  }

  @Override
  public List<Remains> remains(Deleted thing, int limit) {
    return switch (thing.thing().kind()) {
      case EXPERIMENT -> contents(new ExperimentId(thing.thing().id()), limit);
      case RUN, MODEL ->
          table.get(keys.binned(thing)).stream()
              .map(note -> new Remains(thing.thing(), note.text(ROOT)))
              .toList();
    };
  }

  private List<Remains> contents(ExperimentId experiment, int limit) {
    List<Remains> found = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    keys.shards(experiment).forEach(shard -> ranges.add(Keys.runs(shard, Optional.empty())));
    ranges.add(Range.of(keys.models(experiment)));
    for (Range range : ranges) {
      // Of each there may be two items.
      for (Item item : table.query(range, 2 * limit).items()) {
        Key key = Key.of(item);
        if (!Keys.isMetrics(key) && found.size() < limit) {
          Thing thing =
              range.partition().equals(keys.models(experiment))
                  ? Thing.model(Keys.model(key))
                  : Thing.run(Keys.run(key));
          found.add(new Remains(thing, artifactUri(thing, item)));
        }
      }
    }
    return found;
  }

  @Override
  public void erase(Remains remains, Instant now) {
    Place place = place(remains.thing());
    empty(remains.thing(), place);
    notes.forgetUnsealed(place);
    var _ =
        table.transact(
            List.of(
                new Write.Delete(place.core()),
                new Write.Delete(place.metrics()),
                new Write.Create(
                    keys.erased(remains.thing(), now),
                    Map.of(ROOT, Values.of(remains.artifactUri())))));
  }

  /**
   * Takes a thing's metrics out of sight, then deletes them: items that name objects before these,
   * so that no reader looks for what is gone, and objects by their folder, so that none is missed.
   */
  private void empty(Thing thing, Place place) {
    table.delete(place.metrics());
    deleteAll(Range.of(place.partition()));
    switch (thing.kind()) {
      case RUN -> spill.deleteBelow(Segment.folder(new RunId(thing.id())));
      case MODEL, EXPERIMENT -> {}
    }
    place.mark().ifPresent(table::delete);
  }

  @Override
  public void forget(Deleted thing) {
    if (thing.thing().kind() == Kind.EXPERIMENT) {
      var id = new ExperimentId(thing.thing().id());
      deleteAll(Range.of(keys.datasets(id)));
      deleteAll(Range.of(keys.datasetUses(id)));
      deleteSealed(id);
    }
    table.delete(keys.binned(thing));
  }

  private void deleteSealed(ExperimentId id) {
    table
        .get(keys.manifest(id))
        .map(Manifest::decode)
        .ifPresent(manifest -> manifest.all().forEach(name -> segments.delete(id, name)));
    table.delete(keys.manifest(id));
    keys.shards(id).forEach(shard -> deleteAll(Range.of(shard)));
  }

  private void deleteAll(Range range) {
    Optional<Range> rest = Optional.of(range);
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), AT_ONCE);
      page.items().forEach(item -> table.delete(Key.of(item)));
      rest = page.rest();
    }
  }

  @Override
  public List<Erased> erased(Instant before, int limit) {
    return table.query(keys.erasedBefore(before), limit).items().stream()
        .map(
            item -> {
              Deleted then = Keys.binned(Key.of(item));
              return new Erased(new Remains(then.thing(), item.text(ROOT)), then.at());
            })
        .toList();
  }

  @Override
  public void close(Erased erased) {
    Thing thing = erased.remains().thing();
    // A fold that was going on when it was erased may have written since.
    empty(thing, place(thing));
    table.delete(keys.erased(thing, erased.at()));
  }

  private Place place(Thing thing) {
    return switch (thing.kind()) {
      case RUN -> keys.run(new RunId(thing.id()));
      case MODEL -> keys.model(new ModelId(thing.id()));
      case EXPERIMENT -> throw new IllegalArgumentException("An experiment is in no one place");
    };
  }

  private static String artifactUri(Thing thing, Item core) {
    return switch (thing.kind()) {
      case RUN -> RunItem.artifactUri(core);
      case MODEL -> ModelItem.artifactUri(core);
      case EXPERIMENT -> throw new IllegalArgumentException("Files are of runs and models");
    };
  }
}

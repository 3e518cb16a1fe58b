package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tenant's items, partition by partition: there is no other way, as no session may scan. */
public final class DynamoArchive implements Archive {
  private static final int PAGE = 50;

  /** The attribute of experiments, runs and models that says where their files are. */
  private static final String LOCATION = "a";

  private final Table table;
  private final Keys keys;
  private final String home;

  /**
   * The items of a tenant.
   *
   * @param home what the locations of its files at {@code s3://} begin with
   */
  public DynamoArchive(TenantTable table, String home) {
    this.table = table.open();
    this.keys = table.keys();
    this.home = home;
  }

  @Override
  public Slice read(Optional<String> place) {
    ArchivePlace here = ArchivePlace.of(place);
    List<String> partitions = here.experiment().map(keys::exported).orElseGet(keys::exported);
    QueryPage page = table.query(here.range(partitions.get(here.partition())), PAGE);
    var whole = new WholeItems(table, keys, page.items());
    Optional<ArchivePlace> next =
        page.rest()
            .map(rest -> here.at(rest.from()))
            .or(() -> here.nextOf(partitions.size()))
            .or(() -> after(here.experiment()).map(ArchivePlace::of));
    return new Slice(
        whole.items().stream().map(this::line).toList(),
        whole.spilled(),
        whole.unsettled(),
        next.map(ArchivePlace::text));
  }

  /** The experiment behind this one, or the first. */
  private Optional<ExperimentId> after(Optional<ExperimentId> experiment) {
    Range all = Range.of(keys.experiments());
    return table
        .query(experiment.map(id -> all.after(keys.experiment(id))).orElse(all), 1)
        .items()
        .stream()
        .map(item -> new ExperimentId(Key.of(item).sort()))
        .findFirst();
  }

  private String line(Item item) {
    Map<String, AttributeValue> attributes = Seal.without(item);
    attributes.put(Key.PARTITION, Values.of(keys.exported(Key.of(item).partition())));
    return ItemLine.of(attributes);
  }

  @Override
  public void write(List<String> lines, String from) {
    Parallel.run(lines.stream().<Runnable>map(line -> () -> write(line, from)).toList());
  }

  private void write(String line, String from) {
    Item item = new Item(ItemLine.read(line));
    Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
    item.optionalText(LOCATION)
        .filter(location -> location.startsWith(from))
        .ifPresent(
            location ->
                attributes.put(LOCATION, Values.of(home + location.substring(from.length()))));
    table.put(keys.restored(item.text(Key.PARTITION), item.text(Key.SORT)), attributes);
  }

  @Override
  public String home() {
    return home;
  }

  @Override
  public boolean isEmpty() {
    List<Range> ranges = new ArrayList<>();
    keys.exported(ExperimentId.DEFAULT).forEach(partition -> ranges.add(Range.of(partition)));
    return table.query(Range.of(keys.experiments()), 2).items().stream()
            .allMatch(item -> Key.of(item).equals(keys.experiment(ExperimentId.DEFAULT)))
        && ranges.stream().allMatch(range -> table.query(range, 1).items().isEmpty());
  }

  @Override
  public void clear() {
    Key experiment = keys.experiment(ExperimentId.DEFAULT);
    table
        .get(experiment)
        .map(ExperimentItem::decode)
        .ifPresent(read -> table.delete(keys.experimentName(read.name())));
    table.delete(experiment);
  }
}

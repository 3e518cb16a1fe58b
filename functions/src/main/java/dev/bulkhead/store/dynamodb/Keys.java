package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Bin.Deleted;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.UsageStore.Counter;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One tenant's keys: nothing else builds any, and every partition key begins with the tenant, which
 * is what IAM's {@code dynamodb:LeadingKeys} holds us to.
 *
 * <pre>
 * T#t#X              id                          an experiment
 * T#t#XN             N#name, or H#hash           the experiment that has a name
 * T#t#X#exp#shard    O#newestFirst#run           that a run is open though its time is sealed
 * T#t#X#exp#shard    R#newestFirst#run           a run
 * T#t#X#exp#shard    R#newestFirst#run#M         its metrics that change often
 * T#t#XS             id                          which segments an experiment's sealed runs are in
 * T#t#X#exp#LM       L#newestFirst#model [#M]    a logged model, and its metrics
 * T#t#X#exp#D        hash of name and digest     a dataset
 * T#t#X#exp#DU       hash of that and context    that runs used a dataset in a context
 * T#t#U#F#shard      /file               the newest event of a file, by the file's hash
 * T#t#U#C#shard      T, X#exp, R#root/   a part of a counter: what tenant, experiment, root store
 * T#t#G              D#time#kind#id          what was deleted then and is not restored
 * T#t#G              S#time#kind#id          what was erased then, to be swept once more
 * T#t#R#run          C#… L#… P#… S#              metric chunks, latest metrics, pages of a run, and
 *                                                which segments its metrics were folded into
 * T#t#F              run                         that a run's chunks may be worth folding
 * T#t#M#model        C#… L#… P#…                 the same of a logged model
 * </pre>
 */
final class Keys {
  /** Over these are spread an experiment's runs, and a tenant's files and parts of counters. */
  static final int SHARDS = 8;

  /** Sort keys hold 1,024 bytes. */
  private static final int MAX_NAME_BYTES = 900;

  private static final String METRICS = "#M";
  private static final String DELETED = "D#";
  private static final String ERASED = "S#";

  private final String tenant;

  Keys(TenantId tenant) {
    this.tenant = "T#" + tenant + "#";
  }

  String experiments() {
    return tenant + "X";
  }

  Key experiment(ExperimentId id) {
    return new Key(experiments(), id.value());
  }

  Key experimentName(String name) {
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
    return new Key(tenant + "XN", fits ? "N#" + name : "H#" + Digest.of(name).text());
  }

  Place run(RunId id) {
    Key core = new Key(shard(id.experiment(), id.shard(SHARDS)), sort(id));
    return new Place(core, hot(core), tenant + "R#" + id, Optional.of(mark(id)));
  }

  Key manifest(ExperimentId id) {
    return new Key(tenant + "XS", id.value());
  }

  /** Whether the item only says that a run is open. */
  static boolean isOpenNote(Key key) {
    return key.sort().startsWith(Place.OPEN);
  }

  /** A partition's name without the tenant, as an export has it. */
  String exported(String partition) {
    return partition.substring(tenant.length());
  }

  /** The key in this tenant of what was exported. */
  Key restored(String partition, String sort) {
    return new Key(tenant + partition, sort);
  }

  /** The partitions that are exported and are no experiment's. */
  List<String> exported() {
    return List.of(experiments(), tenant + "XN", bin(), marks());
  }

  /** An experiment's partitions that are exported; its runs and models have their own besides. */
  List<String> exported(ExperimentId experiment) {
    return Stream.concat(
            shards(experiment).stream(),
            Stream.of(models(experiment), datasets(experiment), datasetUses(experiment)))
        .toList();
  }

  /** The run that a core item, its metrics, or a note that it is open are of. */
  static RunId run(Key key) {
    return new RunId(key.sort().split("#", -1)[2]);
  }

  /** What lies behind a run of those whose chunks may be worth folding, or all of them. */
  Range marks(Optional<RunId> last) {
    Range all = Range.of(marks());
    return last.map(run -> all.after(mark(run))).orElse(all);
  }

  private Key mark(RunId id) {
    return new Key(marks(), id.value());
  }

  private String marks() {
    return tenant + "F";
  }

  /** Whether the item is what of a run changes often. */
  static boolean isMetrics(Key key) {
    return key.sort().endsWith(METRICS);
  }

  /** The partitions that an experiment's runs lie in. */
  List<String> shards(ExperimentId experiment) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> shard(experiment, shard)).toList();
  }

  /** What lies in a shard behind a run, or all of it. */
  static Range runs(String shard, Optional<RunId> last) {
    Range all = Range.startingWith(shard, "R#");
    return last.map(run -> all.from(sort(run) + METRICS + Range.LAST)).orElse(all);
  }

  /** The notes of open runs, then all runs that are not older than the first of the ids. */
  static Range open(String shard, RunId first) {
    return new Range(shard, Place.OPEN, "R#" + first.newestFirst() + Range.LAST);
  }

  /** The runs that are not older than the first of the ids. */
  static Range young(String shard, RunId first) {
    return new Range(shard, "R#", "R#" + first.newestFirst() + Range.LAST);
  }

  /** The runs that are older than the first of the ids. */
  static Range older(String shard, RunId first) {
    return Range.startingWith(shard, "R#").from("R#" + first.newestFirst() + Range.LAST);
  }

  private static String sort(RunId id) {
    return "R#" + id.newestFirst() + "#" + id.value();
  }

  private String shard(ExperimentId experiment, int shard) {
    return experiments() + "#" + experiment + "#" + shard;
  }

  String models(ExperimentId experiment) {
    return experiments() + "#" + experiment + "#LM";
  }

  Place model(ModelId id) {
    Key core = new Key(models(id.experiment()), "L#" + id.newestFirst() + "#" + id.value());
    return new Place(core, hot(core), tenant + "M#" + id, Optional.empty());
  }

  /** The model that a core item or its metrics are of. */
  static ModelId model(Key key) {
    return new ModelId(key.sort().split("#", -1)[2]);
  }

  String datasets(ExperimentId experiment) {
    return experiments() + "#" + experiment + "#D";
  }

  Key dataset(ExperimentId experiment, String hash) {
    return new Key(datasets(experiment), hash);
  }

  String datasetUses(ExperimentId experiment) {
    return experiments() + "#" + experiment + "#DU";
  }

  Key datasetUse(DatasetUse use) {
    // Without a context there is no separator: no context is not an empty one.
    String context = use.context().map(text -> "#" + text).orElse("");
    return new Key(datasetUses(use.experiment()), Digest.of(hash(use.dataset()) + context).text());
  }

  /** What tells datasets of one experiment apart, in as many characters for any name. */
  static String hash(Dataset.Id dataset) {
    return Digest.of(dataset.name().length() + "#" + dataset.name() + dataset.digest()).text();
  }

  Key upload(String file) {
    return new Key(uploads(Math.floorMod(file.hashCode(), SHARDS)), "/" + file);
  }

  /** The partitions that the notes of uploads lie in. */
  List<String> uploads() {
    return IntStream.range(0, SHARDS).mapToObj(this::uploads).toList();
  }

  private String uploads(int shard) {
    return tenant + "U#F#" + shard;
  }

  /** What lies in a partition of notes behind one file and not behind another. */
  static Range uploads(String shard, Optional<String> after, Optional<String> last) {
    return behind(shard, "/", after, last);
  }

  /** The file that a note is of. */
  static String file(Key key) {
    return key.sort().substring(1);
  }

  /** A part of a counter; all of them together are the counter. */
  Key counter(Counter counter, int shard) {
    return new Key(counters(shard), counter.name());
  }

  /** All parts of a counter. */
  List<Key> counter(Counter counter) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> counter(counter, shard)).toList();
  }

  /** The partitions that the counters' parts lie in. */
  List<String> counters() {
    return IntStream.range(0, SHARDS).mapToObj(this::counters).toList();
  }

  private String counters(int shard) {
    return tenant + "U#C#" + shard;
  }

  /** The parts of the counters of experiments. */
  static Range experimentCounters(String shard) {
    return Range.startingWith(shard, Counter.EXPERIMENT);
  }

  /** The parts of the counters of roots behind one and not behind another. */
  static Range rootCounters(String shard, Optional<String> after, Optional<String> last) {
    return behind(shard, Counter.ROOT, after.map(root -> root + "/"), last.map(root -> root + "/"));
  }

  /** S3's keys may have any character; the least that can follow one is a zero. */
  private static Range behind(
      String partition, String prefix, Optional<String> after, Optional<String> last) {
    return new Range(
        partition,
        after.map(name -> prefix + name + "\0").orElse(prefix),
        last.map(name -> prefix + name).orElse(successor(prefix)));
  }

  private static String successor(String prefix) {
    int end = prefix.length() - 1;
    return prefix.substring(0, end) + (char) (prefix.charAt(end) + 1);
  }

  /** Where what was deleted is noted. */
  Key binned(Deleted thing) {
    return new Key(bin(), DELETED + millis(thing.at()) + "#" + thing.thing().text());
  }

  /** The deleted thing that such a key notes. */
  static Deleted binned(Key key) {
    String[] parts = key.sort().split("#", 3);
    return new Deleted(Thing.of(parts[2]), Instant.ofEpochMilli(Long.parseLong(parts[1])));
  }

  /** What was deleted before a time. */
  Range deletedBefore(Instant time) {
    return new Range(bin(), DELETED, DELETED + millis(time));
  }

  /** Where what was erased is noted. */
  Key erased(Thing thing, Instant at) {
    return new Key(bin(), ERASED + millis(at) + "#" + thing.text());
  }

  /** What was erased before a time. */
  Range erasedBefore(Instant time) {
    return new Range(bin(), ERASED, ERASED + millis(time));
  }

  private String bin() {
    return tenant + "G";
  }

  /** As many digits for any time from 2001 to 2286, so that they sort as texts. */
  private static String millis(Instant time) {
    return "%013d".formatted(time.toEpochMilli());
  }

  private static Key hot(Key core) {
    return new Key(core.partition(), core.sort() + METRICS);
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.metriclog.LatestMetrics;
import dev.bulkhead.store.metriclog.MetricPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What every logged metric changes. A key's latest point is the greatest of those here: nothing
 * about being the latest is ever a condition of a write.
 *
 * @param sequence moves on when points are taken out of the lists
 * @param inline latest points, by key, of those that were in the tail
 * @param blobs names of items with more latest points
 * @param chunks names of chunks whose points are in none of these yet
 * @param tail points that are in no chunk yet
 * @param summary latest points of batches that are in chunks
 */
record MetricsItem(
    LifecycleStage stage,
    long sequence,
    Map<String, Metric> inline,
    List<String> blobs,
    List<String> chunks,
    List<Metric> tail,
    List<Metric> summary) {

  /** A list that grows with what is logged. */
  enum Growing {
    TAIL("t"),
    SUMMARY("s"),
    CHUNKS("u");

    private final String attribute;

    Growing(String attribute) {
      this.attribute = attribute;
    }
  }

  private static final String STAGE = "g";
  private static final String SEQUENCE = "q";
  private static final String COUNT = "n";
  private static final String INLINE = "l";
  private static final String BLOBS = "r";

  /** As many elements may be in the lists; a writer that finds more makes room first. */
  private static final long MAX_COUNT = 400;

  private static final int MAX_TAKEN = 100;

  static MetricsItem decode(Item item) {
    return new MetricsItem(
        CoreItem.stage(item),
        item.number(SEQUENCE),
        item.optionalBytes(INLINE).map(LatestMetrics::decode).orElse(Map.of()),
        item.texts(BLOBS),
        item.texts(Growing.CHUNKS.attribute),
        points(item, Growing.TAIL),
        points(item, Growing.SUMMARY));
  }

  private static List<Metric> points(Item item, Growing list) {
    return item.binaries(list.attribute).stream().map(MetricPoint::decode).toList();
  }

  /** The latest points that are in the item itself. */
  Map<String, Metric> latestHere() {
    return LatestMetrics.merge(LatestMetrics.merge(inline, tail), summary);
  }

  static long count(Item item) {
    return item.number(COUNT);
  }

  static int chunkCount(Item item) {
    return item.list(Growing.CHUNKS.attribute).size();
  }

  /** Those of the elements that the list lacks. */
  static List<AttributeValue> missing(Item item, Growing list, List<AttributeValue> elements) {
    List<AttributeValue> missing = new ArrayList<>(elements);
    missing.removeAll(item.list(list.attribute));
    return missing;
  }

  /** A new item with its first elements. */
  static Map<String, AttributeValue> encode(Growing list, List<AttributeValue> elements) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(STAGE, Values.of(LifecycleStage.ACTIVE.word()));
    attributes.put(SEQUENCE, Values.of(0));
    attributes.put(COUNT, Values.of(elements.size()));
    for (Growing other : Growing.values()) {
      attributes.put(other.attribute, AttributeValue.fromL(other == list ? elements : List.of()));
    }
    return attributes;
  }

  /** Moves the item, if there is one, with the run. */
  static ItemUpdate move(Key key, LifecycleStage to) {
    return new ItemUpdate(key).whenPresent(STAGE).set(STAGE, Values.of(to.word()));
  }

  static ItemUpdate ifNone(Key key) {
    return new ItemUpdate(key).whenAbsent(STAGE);
  }

  static AttributeValue element(Metric point) {
    return Values.of(MetricPoint.encode(point));
  }

  static AttributeValue element(String chunk) {
    return Values.of(chunk);
  }

  /** Appends what the list lacks, while the subject is active and there is room. */
  static ItemUpdate append(Key key, Growing list, List<AttributeValue> elements) {
    ItemUpdate update =
        CoreItem.ifActive(key)
            .whenAtMost(COUNT, MAX_COUNT - elements.size())
            .add(COUNT, elements.size())
            .append(list.attribute, AttributeValue.fromL(elements));
    elements.forEach(element -> update.whenLacks(list.attribute, element));
    return update;
  }

  /** Takes the points that were read out, if nobody else has, and keeps their latest here. */
  ItemUpdate flushInto(Key key, byte[] newInline) {
    return flush(key, 0).set(INLINE, Values.of(newInline));
  }

  /** Takes the points that were read out, if nobody else has: they are in this chunk. */
  ItemUpdate flushInto(Key key, String chunk) {
    return flush(key, 1).append(Growing.CHUNKS.attribute, Values.ofTexts(List.of(chunk)));
  }

  private ItemUpdate flush(Key key, int more) {
    return takeOut(key, tail.size() + summary.size() - more)
        .removeFirst(Growing.TAIL.attribute, tail.size())
        .removeFirst(Growing.SUMMARY.attribute, summary.size());
  }

  /** Takes the chunks and latest points that were read out: they are in these blobs. */
  ItemUpdate fold(Key key, List<String> newBlobs) {
    return takeOut(key, chunks.size())
        .removeFirst(Growing.CHUNKS.attribute, chunks.size())
        .remove(INLINE)
        .set(BLOBS, Values.ofTexts(newBlobs));
  }

  private ItemUpdate takeOut(Key key, int count) {
    return new ItemUpdate(key)
        .when(SEQUENCE, Values.of(sequence))
        .set(SEQUENCE, Values.of(sequence + 1))
        .add(COUNT, -count);
  }

  /** The item as far as one flush or fold can take things out: expressions have a limit. */
  MetricsItem head() {
    return new MetricsItem(
        stage, sequence, inline, blobs, first(chunks), first(tail), first(summary));
  }

  private static <T> List<T> first(List<T> list) {
    return list.subList(0, Math.min(list.size(), MAX_TAKEN));
  }
}

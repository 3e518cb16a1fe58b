package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.store.dynamodb.MetricsItem.Growing;
import dev.bulkhead.store.metriclog.LatestMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Logs points. Few ride in the metrics item until that is full; many are packed into chunks first,
 * and then the item gets the latest of each key, or the chunk's name if there are many keys. Either
 * way the item is changed by one update, on the condition that the subject is active.
 */
final class MetricLog {
  /** As many points, and as many keys of a batch, fit the metrics item. */
  private static final int FEW = 20;

  private static final int FEW_BYTES = 1_500;

  private final Table table;
  private final MetricTidying tidying;
  private final OpenNotes notes;

  MetricLog(Table table, OpenNotes notes) {
    this.table = table;
    this.tidying = new MetricTidying(table);
    this.notes = notes;
  }

  /** Logs the points, or throws why the subject takes none. */
  void log(Subject subject, List<Metric> points) {
    List<AttributeValue> elements = points.size() <= FEW ? elements(points) : List.of();
    if (!elements.isEmpty() && isSmall(elements)) {
      append(subject, Growing.TAIL, elements, List.of());
    } else if (!points.isEmpty()) {
      logChunks(subject, points);
    }
  }

  private static List<AttributeValue> elements(Iterable<Metric> points) {
    List<AttributeValue> elements = new ArrayList<>();
    points.forEach(point -> elements.add(MetricsItem.element(point)));
    return elements.stream().distinct().toList();
  }

  private static boolean isSmall(List<AttributeValue> elements) {
    return elements.size() <= FEW
        && elements.stream().mapToInt(element -> element.b().asByteArrayUnsafe().length).sum()
            <= FEW_BYTES;
  }

  private void logChunks(Subject subject, List<Metric> points) {
    var store = new MetricChunks(table, subject.place());
    Map<String, byte[]> chunks = MetricChunks.pack(points);
    List<String> created = new ArrayList<>();
    chunks.forEach(
        (name, chunk) -> {
          if (store.create(name, chunk)) {
            created.add(name);
          }
        });
    try {
      Map<String, Metric> latest = LatestMetrics.merge(Map.of(), points);
      List<AttributeValue> summary = latest.size() <= FEW ? elements(latest.values()) : List.of();
      if (!summary.isEmpty() && isSmall(summary)) {
        append(subject, Growing.SUMMARY, summary, points);
      } else {
        append(
            subject,
            Growing.CHUNKS,
            chunks.keySet().stream().map(MetricsItem::element).toList(),
            points);
      }
    } catch (NotFound | InvalidParameter e) {
      // The points are refused. A chunk that was there before belongs to an earlier call.
      store.delete(created);
      throw e;
    }
  }

  /** Appends elements, and notes the chunks that hold these points. */
  private void append(
      Subject subject, Growing list, List<AttributeValue> elements, List<Metric> packed) {
    var backoff = new Backoff();
    Optional<String> seal = Optional.empty();
    List<AttributeValue> missing = elements;
    boolean isThere = false;
    while (!isThere) {
      ItemUpdate update = MetricsItem.append(subject.place().metrics(), list, missing);
      switch (table.updateAndGet(Seal.breaking(ChunkSpans.note(update, packed), seal))) {
        case Outcome.Done(Item item) -> {
          tidying.tidyIfFull(subject.place(), item);
          return;
        }
        case Outcome.Refused(Optional<Item> found) when found.isEmpty() -> {
          if (isBegun(subject, list, missing, packed)) {
            return;
          }
        }
        case Outcome.Refused(Optional<Item> found) -> {
          Item item = found.orElseThrow();
          missing = refused(subject, item, list, missing);
          isThere = missing.isEmpty() && ChunkSpans.has(item, packed);
          if (!Seal.of(item).equals(seal)) {
            seal = Seal.of(item);
            notes.reopen(subject.place(), isThere ? Optional.empty() : seal);
          } else if (!isThere) {
            tidying.tidy(subject.place(), item);
            backoff.await();
          }
        }
      }
    }
  }

  private boolean isBegun(
      Subject subject, Growing list, List<AttributeValue> elements, List<Metric> packed) {
    Map<String, AttributeValue> attributes = MetricsItem.encode(list, elements);
    attributes.putAll(ChunkSpans.begin(packed));
    var metrics = new Write.Create(subject.place().metrics(), attributes);
    if (isBegun(subject, metrics, Optional.empty())) {
      return true;
    }
    // The core item's seal is that of the metrics too that are not there.
    Optional<String> seal = table.get(subject.place().core()).flatMap(Seal::of);
    notes.reopen(subject.place(), seal);
    return seal.isPresent() && isBegun(subject, metrics, seal);
  }

  /** Creates the item with its first elements, if nobody else has. */
  private boolean isBegun(Subject subject, Write.Create metrics, Optional<String> seal) {
    Place place = subject.place();
    var outcome =
        table.transact(
            List.of(new Write.Check(Seal.under(CoreItem.ifActive(place.core()), seal)), metrics));
    return switch (outcome) {
      case Outcome.OfAll.Done _ -> true;
      case Outcome.OfAll.Refused refused -> {
        if (refused.at(0)) {
          subject.requireWritable(table.get(place.core()));
        }
        yield false;
      }
    };
  }

  /** Why an item that is there took nothing: it is not active, has it already, or is full. */
  private List<AttributeValue> refused(
      Subject subject, Item item, Growing list, List<AttributeValue> elements) {
    if (!CoreItem.isActive(item)) {
      subject.requireWritable(table.get(subject.place().core()));
    }
    return MetricsItem.missing(item, list, elements);
  }
}

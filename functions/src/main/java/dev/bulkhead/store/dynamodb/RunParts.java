package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its two items tell it.
 *
 * @param metrics none if no metric has been logged
 */
record RunParts(RunId id, Item core, Optional<MetricsItem> metrics) {

  /** The run whose core item this is. */
  RunParts(Item core, Optional<MetricsItem> metrics) {
    this(Keys.run(Key.of(core)), core, metrics);
  }

  /** The parts of a run whose core item is among these. */
  static RunParts of(Place place, Map<Key, Item> items) {
    return new RunParts(
        Optional.ofNullable(items.get(place.core())).orElseThrow(),
        Optional.ofNullable(items.get(place.metrics())).map(MetricsItem::decode));
  }

  /** What else must be read to tell the whole run. */
  List<Key> missing(Place place) {
    List<Key> keys = new ArrayList<>(Pages.keys(place, core));
    metrics.ifPresent(item -> keys.addAll(LatestPoints.keys(place, item)));
    return keys;
  }

  /**
   * The run, of whose datasets only name and digest are told; nothing if what was read does not fit
   * together, because the run was written to in between.
   */
  Optional<Run> assemble(Place place, Map<Key, Item> parts, LifecycleStage experiment) {
    Optional<Map<String, Metric>> latest =
        metrics.map(item -> LatestPoints.of(place, item, parts)).orElse(Optional.of(Map.of()));
    return latest.flatMap(
        metric ->
            Pages.read(place, core, parts)
                .map(pages -> run(Page.entries(core, pages), metric, experiment)));
  }

  private Run run(Entries entries, Map<String, Metric> latest, LifecycleStage experiment) {
    return new Run(
        RunItem.decode(core, experiment),
        latest,
        entries.of(Kind.PARAM),
        entries.of(Kind.TAG),
        DatasetEntries.inputs(entries),
        entries.of(Kind.MODEL_INPUT).keySet().stream().sorted().toList(),
        entries.of(Kind.MODEL_OUTPUT).entrySet().stream()
            .map(entry -> new ModelOutput(entry.getKey(), Long.parseLong(entry.getValue())))
            .toList());
  }
}

package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Items of a page; runs and logged models among them with all that they have. */
final class WholeItems {
  private static final int TRIES = 3;

  private final Table table;
  private final Keys keys;
  private final List<Item> items = Collections.synchronizedList(new ArrayList<>());
  private final List<String> spilled = Collections.synchronizedList(new ArrayList<>());
  private final List<String> unsettled = Collections.synchronizedList(new ArrayList<>());

  WholeItems(Table table, Keys keys, List<Item> page) {
    this.table = table;
    this.keys = keys;
    List<Runnable> places = new ArrayList<>();
    for (Item item : page) {
      Key key = Key.of(item);
      // Metrics come with their core item, and nothing is open where nothing is sealed.
      if (!isOfPlace(key)) {
        items.add(item);
      } else if (!Keys.isMetrics(key) && !Keys.isOpenNote(key)) {
        places.add(() -> add(place(key)));
      }
    }
    if (!places.isEmpty()) {
      Parallel.run(places);
    }
  }

  List<Item> items() {
    return items;
  }

  /** Names of the objects that folded metrics are in. */
  List<String> spilled() {
    return spilled;
  }

  List<String> unsettled() {
    return unsettled;
  }

  private static boolean isOfPlace(Key key) {
    return Keys.isOpenNote(key) || key.sort().startsWith("R#") || key.sort().startsWith("L#");
  }

  private Place place(Key key) {
    return key.sort().startsWith("R#") ? keys.run(Keys.run(key)) : keys.model(Keys.model(key));
  }

  private void add(Place place) {
    List<Key> both = List.of(place.core(), place.metrics());
    Map<Key, Item> before = table.getAll(both);
    for (int i = 1; ; i++) {
      List<Item> own = table.queryAll(Range.of(place.partition()));
      Map<Key, Item> after = table.getAll(both);
      if (after.equals(before) || i == TRIES) {
        if (!after.equals(before)) {
          unsettled.add(place.core().sort());
        }
        add(place, after, own);
        return;
      }
      before = after;
    }
  }

  private void add(Place place, Map<Key, Item> core, List<Item> own) {
    if (!core.containsKey(place.core())) {
      return; // It was erased meanwhile.
    }
    items.addAll(core.values());
    items.addAll(own);
    own.stream()
        .filter(item -> Key.of(item).equals(place.segments()))
        .flatMap(item -> SegmentDirectory.decode(Optional.of(item)).segments().stream())
        .forEach(segment -> spilled.add("spill/" + segment.name()));
  }
}

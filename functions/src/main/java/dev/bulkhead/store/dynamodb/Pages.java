package dev.bulkhead.store.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was spilled from core items, as a log of pages: the last entry of a key counts. A page never
 * changes and its name is never used again, so the pages that a core item names are what there was
 * at its version. A page that is no larger than what comes after it is merged into that: there are
 * few, however often one tag is set.
 */
final class Pages {
  private static final String ENTRIES = "d";

  private final Table table;

  Pages(Table table) {
    this.table = table;
  }

  /** The pages that the item names; nothing if the item has changed since it was read. */
  Optional<List<Page>> read(Place place, Item core) {
    return read(place, core, table.getAll(keys(place, core)));
  }

  static List<Key> keys(Place place, Item core) {
    return CoreItem.pages(core).stream().map(place::page).toList();
  }

  /** The pages that the item names, of items that were read already. */
  static Optional<List<Page>> read(Place place, Item core, Map<Key, Item> items) {
    List<Page> pages = new ArrayList<>();
    for (String name : CoreItem.pages(core)) {
      Optional.ofNullable(items.get(place.page(name)))
          .flatMap(item -> item.optionalBytes(ENTRIES))
          .ifPresent(bytes -> pages.add(Page.decode(name, bytes)));
    }
    return pages.size() == CoreItem.pages(core).size() ? Optional.of(pages) : Optional.empty();
  }

  /**
   * Writes more entries together with the update of the core item, which must insist on the version
   * that was read; says whether that still was the item's.
   */
  boolean append(Place place, Item core, List<Page> pages, List<Entry> news, ItemUpdate update) {
    List<Page> kept = new ArrayList<>(pages);
    List<Page> merged = new ArrayList<>();
    List<Entry> entries = news;
    while (!kept.isEmpty() && isWorthMerging(kept.getLast(), entries)) {
      merged.add(kept.removeLast());
      entries = Page.merge(merged.getLast().entries(), entries);
    }
    List<Page> added = split(CoreItem.version(core), entries);
    List<Write> writes = new ArrayList<>();
    writes.add(
        new Write.Change(
            CoreItem.spill(
                update, Stream.concat(kept.stream(), added.stream()).map(Page::name).toList())));
    added.forEach(
        page ->
            writes.add(
                new Write.Create(
                    place.page(page.name()), Map.of(ENTRIES, Values.of(page.encode())))));
    merged.forEach(page -> writes.add(new Write.Delete(place.page(page.name()))));
    return table.transact(writes) instanceof Outcome.OfAll.Done;
  }

  private static boolean isWorthMerging(Page page, List<Entry> later) {
    long size = Entries.size(later);
    return page.size() <= size && page.size() + size <= Page.MAX_BYTES;
  }

  private static List<Page> split(long version, List<Entry> entries) {
    List<Page> pages = new ArrayList<>();
    List<Entry> page = new ArrayList<>();
    long size = 0;
    for (Entry entry : entries) {
      if (size + entry.size() > Page.MAX_BYTES) {
        pages.add(new Page(version + "." + pages.size(), List.copyOf(page)));
        page.clear();
        size = 0;
      }
      page.add(entry);
      size += entry.size();
    }
    pages.add(new Page(version + "." + pages.size(), List.copyOf(page)));
    return pages;
  }
}

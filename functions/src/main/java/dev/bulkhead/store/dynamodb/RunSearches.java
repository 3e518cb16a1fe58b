package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.store.ChoreRequests;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.segments.SegmentStore;
import java.util.Iterator;
import java.util.List;

/**
 * Searches for runs. A short list of the newest is read from the items, whose order it is, only as
 * far as it goes; everything else is looked for in what is sealed and in what is not.
 */
final class RunSearches {
  /** Longer lists cost more items than looking at what is sealed does. */
  private static final int MAX_LISTED = 201;

  private final Table table;
  private final Keys keys;
  private final RunReader reader;
  private final Datasets datasets;
  private final SegmentStore segments;
  private final OpenNotes notes;
  private final ChoreRequests requests;

  RunSearches(
      TenantTable table,
      RunReader reader,
      Datasets datasets,
      SegmentStore segments,
      ChoreRequests requests) {
    this.table = table.open();
    this.keys = table.keys();
    this.reader = reader;
    this.datasets = datasets;
    this.segments = segments;
    this.notes = table.notes();
    this.requests = requests;
  }

  Iterator<Run> search(RunSearch search, int limit) {
    SearchScope scope = SearchScope.read(table, keys, search);
    var tally = new UnsealedTally(requests, notes.now());
    var items = new ItemSearch(table, keys, reader, scope, tally);
    Iterator<Run> found =
        search.query().isNewestFirst() && isListed(search, scope, limit)
            ? items.newestFirst(search, limit)
            : sorted(search, scope, items, limit);
    return new GroupedRuns<>(found, limit, datasets::complete);
  }

  private static boolean isListed(RunSearch search, SearchScope scope, int limit) {
    boolean nearlyAll = search.query().isUnfiltered() && search.view().sees(LifecycleStage.ACTIVE);
    return scope.manifests().isEmpty() || (nearlyAll && limit <= MAX_LISTED);
  }

  private Iterator<Run> sorted(RunSearch search, SearchScope scope, ItemSearch items, int limit) {
    var sealed = new SealedSearch(segments, scope);
    var whole = new WholeSearch(table, keys, scope, items, sealed);
    return new GroupedRuns<>(
        new SortedRuns(search, limit, whole::collect),
        limit,
        (List<Found> group) -> sealed.runs(group));
  }
}

package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.store.Chance;
import dev.bulkhead.store.UploadStore.Noted;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore.Counter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Changes files' notes, and with them in one transaction the counters of those who own the files.
 * Each transaction counts in one of the counters' parts, chosen at random, so that those that run
 * at once seldom meet.
 *
 * <p>A quota is kept exactly without one item that all would wait for: a tenant's parts may each
 * grow to an even share of it on their own. Who does not fit into a part looks at all of them,
 * decides by their sum, and levels them, in a transaction that demands that none has changed. So
 * does the first that comes after a quota was set, changed or taken away.
 */
final class Accounting {
  /** Of what DynamoDB takes in a transaction, a counter's parts are kept free. */
  private static final int MAX_WRITES = 100 - Keys.SHARDS;

  private final Table table;
  private final Keys keys;

  Accounting(Table table, Keys keys) {
    this.table = table;
    this.keys = keys;
  }

  /** Claims on different files, in groups that each fit into a transaction. */
  static List<List<Claim>> groups(List<Claim> claims) {
    var groups = new ArrayList<List<Claim>>();
    var group = new ArrayList<Claim>();
    var owners = new Owners();
    for (Claim claim : claims) {
      owners.add(claim.upload().file());
      if (group.size() + 1 + owners.size() > MAX_WRITES) {
        groups.add(List.copyOf(group));
        group.clear();
        owners = new Owners();
        owners.add(claim.upload().file());
      }
      group.add(claim);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  /** Notes those of a group's claims that hold, and returns what that changed. */
  List<Renoted> settle(List<Claim> group, Optional<StorageQuota> quota) {
    var backoff = new Backoff();
    boolean exact = false;
    while (true) {
      List<Renoted> fitting = standing(group);
      List<Optional<Item>> parts = exact ? parts(Counter.TENANT) : List.of();
      List<Renoted> changes =
          (exact ? judged(fitting, sum(parts), quota) : fitting)
              .stream().filter(change -> !change.changesNothing()).toList();
      if (changes.isEmpty()) {
        return List.of();
      }
      Usage difference = difference(changes);
      List<Write> tenant = exact ? levelled(parts, difference, quota) : counted(difference, quota);
      switch (table.transact(writes(tenant, changes))) {
        case Outcome.OfAll.Done() -> {
          return changes;
        }
        case Outcome.OfAll.Refused refused ->
            exact |= IntStream.range(0, tenant.size()).anyMatch(refused::at);
      }
      backoff.await();
    }
  }

  /** The claims that hold, as if there were room for all. */
  private List<Renoted> standing(List<Claim> group) {
    Map<Key, Item> items =
        table.getAll(group.stream().map(claim -> keys.upload(claim.upload().file())).toList());
    var standing = new ArrayList<Renoted>();
    for (Claim claim : group) {
      Optional<Noted> noted =
          Optional.ofNullable(items.get(keys.upload(claim.upload().file())))
              .map(UploadItem::decode);
      if (claim.holds(noted)) {
        standing.add(new Renoted(noted, new Noted(claim.upload(), false)));
      }
    }
    return standing;
  }

  List<Optional<Item>> parts(Counter counter) {
    Map<Key, Item> items = table.getAll(keys.counter(counter));
    return keys.counter(counter).stream().map(key -> Optional.ofNullable(items.get(key))).toList();
  }

  static Usage sum(List<Optional<Item>> parts) {
    return parts.stream()
        .flatMap(Optional::stream)
        .map(CounterItem::decode)
        .reduce(Usage.NONE, Usage::plus);
  }

  /** What frees comes first; then, as they were made, all that there is room for. */
  private static List<Renoted> judged(
      List<Renoted> changes, Usage stored, Optional<StorageQuota> quota) {
    var judged = new ArrayList<Renoted>();
    long bytes = stored.bytes();
    for (Renoted change : changes.stream().sorted(ORDER).toList()) {
      long more = change.difference().bytes();
      boolean admitted = more <= 0 || admits(quota, bytes + more);
      Renoted fitting =
          admitted ? change : new Renoted(change.before(), new Noted(change.now().upload(), true));
      bytes += fitting.difference().bytes();
      judged.add(fitting);
    }
    return judged;
  }

  private static boolean admits(Optional<StorageQuota> quota, long bytes) {
    return quota.isEmpty() || quota.get().admits(bytes);
  }

  private static final Comparator<Renoted> ORDER =
      Comparator.<Renoted, Boolean>comparing(change -> change.difference().bytes() > 0)
          .thenComparing(change -> change.now().upload().time())
          .thenComparing(Renoted::file);

  private List<Write> counted(Usage difference, Optional<StorageQuota> quota) {
    if (difference.equals(Usage.NONE)) {
      return List.of();
    }
    Key key = keys.counter(Counter.TENANT, Chance.below(Keys.SHARDS));
    return List.of(
        new Write.Change(
            quota
                .map(limit -> CounterItem.countWithin(key, difference, limit))
                .orElseGet(() -> CounterItem.countFreely(key, difference))));
  }

  /** Above a quota no part is marked with it: one that shrank could grow by what others have. */
  private List<Write> levelled(
      List<Optional<Item>> parts, Usage difference, Optional<StorageQuota> quota) {
    long bytes = sum(parts).bytes() + difference.bytes();
    Optional<StorageQuota> mark = quota.filter(limit -> limit.admits(bytes));
    var writes = new ArrayList<Write>();
    for (int part = 0; part < parts.size(); part++) {
      writes.add(
          new Write.Change(
              CounterItem.level(
                  keys.counter(Counter.TENANT, part),
                  parts.get(part),
                  share(bytes, part),
                  part == 0 ? difference : Usage.NONE,
                  mark)));
    }
    return writes;
  }

  private static long share(long bytes, int part) {
    return Math.floorDiv(bytes, Keys.SHARDS) + (part < Math.floorMod(bytes, Keys.SHARDS) ? 1 : 0);
  }

  private List<Write> writes(List<Write> tenant, List<Renoted> changes) {
    var owners = new Owners();
    changes.forEach(change -> owners.add(change.file(), change.difference()));
    int part = Chance.below(Keys.SHARDS);
    var writes = new ArrayList<>(tenant);
    owners
        .differences()
        .forEach(
            (counter, difference) ->
                writes.add(
                    new Write.Change(CounterItem.count(keys.counter(counter, part), difference))));
    for (Renoted change : changes) {
      writes.add(
          new Write.Change(
              UploadItem.replace(keys.upload(change.file()), change.before(), change.now())));
    }
    return writes;
  }

  private static Usage difference(List<Renoted> changes) {
    return changes.stream().map(Renoted::difference).reduce(Usage.NONE, Usage::plus);
  }
}

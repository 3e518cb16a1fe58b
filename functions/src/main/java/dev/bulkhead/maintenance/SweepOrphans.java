package dev.bulkhead.maintenance;

import dev.bulkhead.store.Bin;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.FileOwner;
import dev.bulkhead.store.TenantObjects.Listed;
import dev.bulkhead.store.TenantObjects.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sweep-orphans}: removes files below artifact roots of runs and logged models that are not
 * there, and have not been deleted either: put by who guessed an id, or by a URL that outlived what
 * it was lent for. It lists every file, a thousand a step.
 *
 * <p>It is right while files are written. Ids are made by the server, so that a run or model is
 * there before anybody can put a file below it; what was erased never comes back. A file of which
 * its path names a second run or model that is there is no orphan, nor is a file that names none.
 */
public final class SweepOrphans implements Chore {
  /** For operators to notice what went wrong, if something did; nothing relies on it. */
  private static final Duration AGE = Duration.ofDays(7);

  @Override
  public String name() {
    return "sweep-orphans";
  }

  /** A schedule of its own asks for it once a week. */
  @Override
  public boolean onlyWhenAsked() {
    return true;
  }

  @Override
  public Step step(Visit visit) {
    Instant before = visit.now().minus(visit.olderThan().orElse(AGE));
    Bin bin = visit.stores().bin();
    Map<Thing, Boolean> known = new HashMap<>();
    Listed listed = visit.stores().objects().list(visit.cursor());
    List<String> orphans =
        listed.objects().stream()
            .filter(object -> object.modified().isBefore(before))
            .map(StoredObject::file)
            .filter(
                file -> {
                  List<Thing> named = FileOwner.all(file);
                  return !named.isEmpty()
                      && named.stream().noneMatch(thing -> known.computeIfAbsent(thing, bin::has));
                })
            .toList();
    if (!visit.dryRun() && !orphans.isEmpty()) {
      visit.stores().objects().delete(orphans);
    }
    return new Step(
        orphans.size(),
        orphans,
        listed.more() ? Optional.of(listed.objects().getLast().file()) : Optional.empty());
  }
}

package dev.bulkhead.maintenance;

import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.Bin.Deleted;
import dev.bulkhead.store.Bin.Erased;
import dev.bulkhead.store.Bin.Remains;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.TenantStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code collect-garbage}: erases what was deleted longer ago than it can be restored, as {@code
 * mlflow gc} does for MLflow's own server: runs, logged models, and experiments with all that is in
 * them; the items and the files.
 *
 * <p>A thing is taken out of everybody's sight first, on the condition that it was not restored;
 * then its files go, then its items, and the note of it last. Where it stops, the next step goes
 * on. What was erased is swept again later, as a URL that was lent before may have been put to.
 */
final class CollectGarbage implements Chore {
  /** After so long no message of the queue of S3's events is left that could tell of a file. */
  private static final Duration SWEPT_AGAIN = Duration.ofDays(15);

  private static final Duration STEP = Duration.ofSeconds(5);
  private static final int AT_ONCE = 100;
  private static final int MOST_NAMES = 1000;
  private static final int FILES = 1000;

  /** The experiment that clients log to when they name none; its runs are erased, it never is. */
  private static final String DEFAULT_EXPERIMENT = "0";

  private final Optional<Duration> retention;

  /**
   * A collector.
   *
   * @param retention how long what is deleted can be restored; without end if empty
   */
  CollectGarbage(Optional<Duration> retention) {
    this.retention = retention;
  }

  @Override
  public String name() {
    return "collect-garbage";
  }

  @Override
  public Step step(Visit visit) {
    Optional<Duration> age = visit.olderThan().or(() -> retention);
    if (age.isEmpty()) {
      return Step.last(0, List.of());
    }
    Bin bin = visit.stores().bin();
    List<Deleted> due =
        bin.list(visit.now().minus(age.get()), visit.dryRun() ? MOST_NAMES : AT_ONCE).stream()
            .filter(thing -> !isDefault(thing.thing()))
            .toList();
    if (visit.dryRun()) {
      return Step.last(due.size(), due.stream().map(CollectGarbage::name).toList());
    }
    return new Pass(visit.stores(), visit.now()).over(due);
  }

  private static boolean isDefault(Thing thing) {
    return thing.kind() == Bin.Kind.EXPERIMENT && thing.id().equals(DEFAULT_EXPERIMENT);
  }

  private static String name(Deleted deleted) {
    String what =
        switch (deleted.thing().kind()) {
          case RUN -> "run ";
          case EXPERIMENT -> "experiment ";
          case MODEL -> "logged model ";
        };
    return what + deleted.thing().id() + ", deleted " + deleted.at();
  }

  /** One step's work, which ends when its time is up. */
  private static final class Pass {
    private final TenantStores stores;
    private final Bin bin;
    private final ArtifactStore artifacts;
    private final Instant now;
    private final long end = System.nanoTime() + STEP.toNanos();
    private final List<String> erased = new ArrayList<>();

    Pass(TenantStores stores, Instant now) {
      this.stores = stores;
      this.bin = stores.bin();
      this.artifacts = stores.artifacts();
      this.now = now;
    }

    Step over(List<Deleted> due) {
      boolean whole = due.stream().allMatch(this::erase) && sweepAgain();
      Optional<String> more =
          whole && due.size() < AT_ONCE ? Optional.empty() : Optional.of("more");
      return new Step(erased.size(), erased, more);
    }

    /** Says whether there was time to erase all of it. */
    private boolean erase(Deleted thing) {
      if (!bin.take(thing)) {
        return true;
      }
      List<Remains> remains = bin.remains(thing, AT_ONCE);
      while (!remains.isEmpty()) {
        if (!remains.stream().allMatch(this::erase)) {
          return false;
        }
        // What a single run or model leaves is itself, for as long as the bin knows of it.
        remains =
            thing.thing().kind() == Bin.Kind.EXPERIMENT ? bin.remains(thing, AT_ONCE) : List.of();
      }
      bin.forget(thing);
      erased.add(name(thing));
      return true;
    }

    private boolean erase(Remains remains) {
      boolean inTime = deleteFiles(remains);
      if (inTime) {
        bin.erase(remains, now);
      }
      return inTime;
    }

    private boolean deleteFiles(Remains remains) {
      Optional<ArtifactPath> folder = folder(remains);
      int found = FILES;
      while (folder.isPresent() && found == FILES && System.nanoTime() < end) {
        found = artifacts.deleteSome(folder.get(), FILES);
      }
      return System.nanoTime() < end;
    }

    /** The folder of a run or model alone: one that names it. */
    private static Optional<ArtifactPath> folder(Remains remains) {
      ArtifactPath folder = ArtifactPath.ofLocation(remains.artifactUri());
      return List.of(folder.value().split("/", -1)).contains(remains.thing().id())
          ? Optional.of(folder)
          : Optional.empty();
    }

    private boolean sweepAgain() {
      List<Erased> due = bin.erased(now.minus(SWEPT_AGAIN), AT_ONCE);
      for (Erased each : due) {
        if (!deleteFiles(each.remains())) {
          return false;
        }
        folder(each.remains()).ifPresent(folder -> stores.uploads().forgetRemoved(folder));
        bin.close(each);
      }
      return due.size() < AT_ONCE;
    }
  }
}

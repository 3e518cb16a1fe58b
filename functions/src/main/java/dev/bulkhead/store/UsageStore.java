package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import java.util.Map;
import java.util.Optional;

/**
 * How much a tenant stores, as counted when S3's events were noted: exact once these are. Each
 * counter is read as of now, but not all of them as of one moment.
 */
public interface UsageStore {

  /** What one counter shows. */
  Usage of(Counter counter);

  /** Of each experiment that ever had a file. */
  Map<ExperimentId, Usage> ofExperiments();

  /**
   * Of the runs and logged models whose artifact roots lie behind one, in S3's order of keys.
   *
   * @param after itself not among them; empty for the first
   * @param last none behind this one
   */
  Map<String, Usage> ofRoots(Optional<String> after, Optional<String> last);

  /**
   * A counter.
   *
   * @param name that orders those of roots as S3 orders the files below them
   */
  record Counter(String name) {
    /** What the names of experiments' counters begin with. */
    public static final String EXPERIMENT = "X#";

    /** What the names of roots' counters begin with. */
    public static final String ROOT = "R#";

    /** The tenant's. */
    public static final Counter TENANT = new Counter("T");

    /** An experiment's. */
    public static Counter of(ExperimentId experiment) {
      return new Counter(EXPERIMENT + experiment);
    }

    /** That of a run's or a model's artifact root. */
    public static Counter ofRoot(String root) {
      return new Counter(ROOT + root + "/");
    }

    /** Whose, without the prefix and what follows a root. */
    public String owner() {
      String owner = name.substring(EXPERIMENT.length());
      return name.startsWith(ROOT) ? owner.substring(0, owner.length() - 1) : owner;
    }
  }
}

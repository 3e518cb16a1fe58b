package dev.bulkhead.invariants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one tenant has, kept as simply as can be. */
final class Reference {
  final Map<String, Experiment> experiments = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();
  final Map<String, Model> models = new LinkedHashMap<>();
  final Map<String, String> files = new TreeMap<>();

  /** Tokens that admins issued, by their ids. */
  final Map<String, String> tokens = new LinkedHashMap<>();

  /** An experiment. */
  static final class Experiment {
    String name;
    boolean deleted;
    final Map<String, String> tags = new TreeMap<>();

    Experiment(String name) {
      this.name = name;
    }
  }

  /** A value of a metric; history goes by time, then step, then value. */
  record Point(long timestamp, long step, double value) implements Comparable<Point> {
    private static final Comparator<Point> IN_HISTORY =
        Comparator.comparingLong(Point::timestamp)
            .thenComparingLong(Point::step)
            .thenComparingDouble(Point::value);

    static final Comparator<Point> LATEST =
        Comparator.comparingLong(Point::step)
            .thenComparingLong(Point::timestamp)
            .thenComparingDouble(Point::value);

    @Override
    public int compareTo(Point other) {
      return IN_HISTORY.compare(this, other);
    }
  }

  /** A run. */
  static final class Run {
    final String experiment;
    final long start;
    String status = "RUNNING";
    boolean deleted;
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, TreeSet<Point>> metrics = new TreeMap<>();

    final Set<String> datasets = new TreeSet<>();
    final Set<String> outputs = new TreeSet<>();
    final Map<String, String> files = new TreeMap<>();

    Run(String experiment, long start) {
      this.experiment = experiment;
      this.start = start;
    }

    void log(String key, Point point) {
      metrics.computeIfAbsent(key, _ -> new TreeSet<>()).add(point);
    }

    Map<String, Point> latest() {
      Map<String, Point> latest = new HashMap<>();
      metrics.forEach((key, points) -> latest.put(key, points.stream().max(Point.LATEST).get()));
      return latest;
    }
  }

  /** A logged model. */
  static final class Model {
    final String experiment;
    String status = "LOGGED_MODEL_PENDING";
    boolean deleted;
    final Map<String, String> tags = new TreeMap<>();

    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> files = new TreeMap<>();

    Model(String experiment) {
      this.experiment = experiment;
    }
  }

  /** A run that there is. */
  Run run(String id) {
    return Optional.ofNullable(runs.get(id)).orElseThrow();
  }

  /** By itself, or with its experiment. */
  boolean isDeleted(Run run) {
    return run.deleted || isDeleted(run.experiment);
  }

  boolean isDeleted(String experiment) {
    return Optional.ofNullable(experiments.get(experiment)).orElseThrow().deleted;
  }

  /** A model that is neither deleted itself nor with its experiment. */
  Optional<String> liveModel(int number) {
    var live = new LinkedHashMap<String, Model>();
    models.forEach(
        (id, model) -> {
          if (!model.deleted && !isDeleted(model.experiment)) {
            live.put(id, model);
          }
        });
    return chosen(live, number);
  }

  boolean hasName(String name) {
    return experiments.values().stream().anyMatch(experiment -> experiment.name.equals(name));
  }

  /** The runs of experiments, newest first, by id where they started together. */
  List<String> runs(Collection<String> of, String view) {
    return runs.entrySet().stream()
        .filter(run -> of.contains(run.getValue().experiment))
        .filter(
            run -> view.equals("ALL") || isDeleted(run.getValue()) == view.startsWith("DELETED"))
        .sorted(
            Comparator.<Map.Entry<String, Run>>comparingLong(run -> -run.getValue().start)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The one that a number chooses. */
  static Optional<String> chosen(Map<String, ?> among, int number) {
    var ids = new ArrayList<>(among.keySet());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(number % ids.size()));
  }
}

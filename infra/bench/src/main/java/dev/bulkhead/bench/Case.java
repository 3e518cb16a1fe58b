package dev.bulkhead.bench;

import java.util.List;

/**
 * One thing that is measured.
 *
 * @param workload its number, such as {@code W2}
 * @param name what is different from the workload's other cases
 * @param rate how many calls a second arrive whether or not others are done; 0 if each client calls
 *     again when it has its answer
 * @param weight how many of the unit are in one call
 * @param unit what is counted, such as {@code points}
 * @param series of cases that are compared with each other, and so take turns like servers
 */
record Case(
    String workload,
    String name,
    int clients,
    int rate,
    int weight,
    String unit,
    Peers peers,
    String series,
    Scenario scenario) {

  /** Who can do it. */
  enum Peers {
    ALL,
    /** All but the one that answers without having done anything. */
    TRACKING,
    /** SQLite lets one write at a time: seconds a call, and nothing to learn by waiting for it. */
    NOT_SQLITE,
    /** Those of {@link #TRACKING} that are in {@link #NOT_SQLITE} too. */
    SHARED,
    /** Those of {@link #TRACKING}, of MLflow's own the fastest: SQLite only where it is alone. */
    READING,
    /** Those of {@link #READING} that know MLflow 3's own calls: not FastTrackML. */
    READING_MLFLOW,
    BULKHEAD;

    boolean take(Server server, List<Server> all) {
      return switch (this) {
        case ALL -> true;
        case TRACKING -> !server.name().equals(Echo.NAME);
        case NOT_SQLITE -> !server.name().equals(MlflowServer.SQLITE);
        case SHARED -> NOT_SQLITE.take(server, all) && TRACKING.take(server, all);
        case READING ->
            TRACKING.take(server, all)
                && (NOT_SQLITE.take(server, all)
                    || all.stream().map(Server::name).noneMatch(MlflowServer.POSTGRESQL::equals));
        case READING_MLFLOW -> READING.take(server, all) && !server.name().equals(FastTrackMl.NAME);
        case BULKHEAD -> server.isBulkhead();
      };
    }
  }

  static Case closed(String workload, String name, int clients, Scenario scenario) {
    return new Case(
        workload, name, clients, 0, 1, "calls", Peers.TRACKING, workload + name, scenario);
  }

  static Case open(String workload, String name, int rate, Scenario scenario) {
    return new Case(
        workload, name, 64, rate, 1, "calls", Peers.TRACKING, workload + name, scenario);
  }

  Case counting(int weight, String unit) {
    return new Case(workload, name, clients, rate, weight, unit, peers, series, scenario);
  }

  Case by(Peers peers) {
    return new Case(workload, name, clients, rate, weight, unit, peers, series, scenario);
  }

  /** The same, in turns with all others of that series. */
  Case in(String series) {
    return new Case(workload, name, clients, rate, weight, unit, peers, series, scenario);
  }

  /** As a heading. */
  String title() {
    return workload + " " + name;
  }
}

package dev.bulkhead.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * A server that runs in processes of its own.
 *
 * @param version of what it runs, as it says itself
 * @param tenants how to call as each of some tenants; as one and the same where there are none
 * @param filler how it comes to many runs
 */
record Server(
    String name, String version, URI uri, Tenants tenants, Filler filler, List<Process> processes) {

  /** Gives the bearer token of the tenant of a number; an empty one is not sent. */
  @FunctionalInterface
  interface Tenants {
    /** A server without tenants. */
    Tenants NONE = _ -> "";

    String token(int tenant) throws IOException;
  }

  /** Fills an experiment with runs that have ended. */
  @FunctionalInterface
  interface Filler {
    /** Logs them. */
    Filler API = Searching::log;

    /** Fills it; what the server does of itself in the hours after that is then done. */
    void fill(Mlflow client, String experiment, int runs, long seed) throws IOException;

    /** Has it done what it does of itself in the hours after something was logged. */
    default void settle() throws IOException {}
  }

  Usage usage() {
    return processes.stream()
        .map(Process::toHandle)
        .map(Usage::of)
        .reduce(new Usage(java.time.Duration.ZERO, 0), Usage::and);
  }

  boolean isBulkhead() {
    return name.equals(BulkheadStack.NAME);
  }
}

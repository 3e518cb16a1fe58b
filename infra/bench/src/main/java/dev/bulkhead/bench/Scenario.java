package dev.bulkhead.bench;

import java.io.IOException;

/** Makes ready what one case needs on one server, and says what is then done over and over. */
@FunctionalInterface
interface Scenario {

  /**
   * Makes it ready. It is called once for each server, before the first round.
   *
   * @param seed of whatever looks random; the same for all servers
   */
  Prepared prepare(Mlflow server, long seed) throws IOException;

  /** One thing that a client does; its time is what is measured. */
  @FunctionalInterface
  interface Step {
    /**
     * Does it.
     *
     * @param client its number, from 0
     */
    void run(int client) throws IOException;
  }

  /** Something that is done before a turn, and not measured. */
  @FunctionalInterface
  interface Refill {
    void run() throws IOException;
  }

  /**
   * What is done.
   *
   * @param refill what is done before each turn
   * @param neighbours how many clients do something else meanwhile, which is not measured
   */
  record Prepared(Step step, Refill refill, int neighbours, Step neighbour) {

    static Prepared of(Step step) {
      return new Prepared(step, () -> {}, 0, _ -> {});
    }

    static Prepared of(Step step, Refill refill) {
      return new Prepared(step, refill, 0, _ -> {});
    }

    Prepared beside(int neighbours, Step neighbour) {
      return new Prepared(step, refill, neighbours, neighbour);
    }
  }
}

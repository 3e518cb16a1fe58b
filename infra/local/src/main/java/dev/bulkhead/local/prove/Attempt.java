package dev.bulkhead.local.prove;

import java.io.IOException;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One thing to ask of AWS.
 *
 * @param allowed whether it is to succeed: controls must, or a deployment that refuses everything
 *     would pass
 * @param triedBy whose credentials it is tried with
 */
record Attempt(
    String service, String name, boolean allowed, Predicate<Session> triedBy, Move move) {

  /** Asks, and says what came of it. */
  @FunctionalInterface
  interface Move {
    Outcome make(Actor actor) throws IOException, InterruptedException;
  }

  /** Asks, and fails if it is refused. */
  @FunctionalInterface
  interface Ask {
    Object of(Actor actor);
  }

  static Attempt mustFail(String service, String name, Ask ask) {
    return new Attempt(service, name, false, _ -> true, done(ask));
  }

  static Attempt mustWork(String service, String name, Ask ask) {
    return new Attempt(service, name, true, _ -> true, done(ask));
  }

  private static Move done(Ask ask) {
    return actor -> {
      var _ = ask.of(actor);
      return new Outcome.Allowed();
    };
  }

  Attempt by(Predicate<Session> sessions) {
    return new Attempt(service, name, allowed, triedBy.and(sessions), move);
  }

  Outcome make(Actor actor) throws IOException, InterruptedException {
    try {
      return move.make(actor);
    } catch (AwsServiceException e) {
      return Outcome.of(e);
    } catch (SdkClientException e) {
      return new Outcome.Unclear(String.valueOf(e.getMessage()));
    }
  }
}

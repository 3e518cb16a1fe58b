package dev.bulkhead.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.local.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS at its worst, while clients train: what was acknowledged is there once, what cannot be done
 * is answered in time by a call to come again, and when it is over it is over.
 */
@Timeout(120)
final class FaultsTest extends Stormy {
  /** After these, no call of AWS's is known to have been made. */
  private static final Set<Fault> ENDLESS =
      Set.of(
          Fault.THROTTLED,
          Fault.BROKEN,
          Fault.READ_ONLY,
          Fault.DROPPED,
          Fault.LOST,
          Fault.CUT,
          Fault.ALIEN,
          Fault.HUNG,
          Fault.SKEWED,
          Fault.EXPIRED);

  /** What goes wrong each time, for all calls that it can happen to. */
  static Stream<List<Fault>> outages() {
    return Stream.of(
        List.of(Fault.THROTTLED),
        List.of(Fault.BROKEN),
        List.of(Fault.READ_ONLY),
        List.of(Fault.DROPPED),
        List.of(Fault.LOST),
        List.of(Fault.CUT),
        List.of(Fault.ALIEN),
        List.of(Fault.SLOW),
        List.of(Fault.HUNG),
        List.of(Fault.SKEWED),
        List.of(Fault.EXPIRED),
        List.of(Fault.CONFLICT),
        List.of(Fault.CANCELLED, Fault.UNPROCESSED),
        List.of(Fault.IN_PROGRESS));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void whoCannotBeServedIsToldInTimeToComeAgain(List<Fault> outage) throws Exception {
    var training = new Training(siege, "acme");
    training.go();
    var calls = new ArrayList<>(training.afterwards());
    calls.add(training.firstPoint());
    calls.addAll(Training.CREATIONS);

    WEATHER.turn(1, 1, outage);
    List<Answer> answers = atOnce(calls);
    Map<Fault, Integer> met = WEATHER.met();
    WEATHER.clear();

    assertThat(met).containsOnlyKeys(outage);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(FaultsTest::assertComeAgain);
    if (ENDLESS.containsAll(outage)) {
      assertThat(answers).as("what was not heard of").noneMatch(a -> a.status() == 200);
    }
    assertThat(atOnce(calls)).as("at once").extracting(Answer::status).containsOnly(200);
    training.assertKept();
  }

  @Test
  void aFolderThatS3DoesNotDeleteAtOnceIsDeletedWhenItIsAskedAgain() {
    String files = "/api/2.0/mlflow-artifacts/artifacts";
    siege.send("acme", Ask.of("PUT", files + "/0/folder/a.txt").bytes(new byte[] {1}));
    Ask deletion = Ask.of("DELETE", files + "/0/folder");

    WEATHER.turn(1, 1, List.of(Fault.UNPROCESSED));
    Answer refused = siege.send("acme", deletion);
    WEATHER.clear();

    assertComeAgain(refused);
    assertThat(siege.send("acme", deletion).status()).isEqualTo(200);
    assertThat(siege.send("acme", Ask.of("GET", files + "?path=0/folder")).body())
        .isEqualTo("{\"files\":[]}");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatWasAcknowledgedInAStormIsThereOnce(long seed) throws Exception {
    var faults = new ArrayList<>(List.of(Fault.values()));
    faults.remove(Fault.HUNG);
    WEATHER.turn(seed, 0.3, faults);

    List<Training> trainings = trainAtOnce(4);
    Map<Fault, Integer> met = WEATHER.met();
    WEATHER.clear();

    assertThat(met.size()).as("%s", met).isGreaterThan(6);
    assertThat(trainings.stream().flatMap(training -> training.failures().stream()))
        .allSatisfy(
            answer -> {
              if (answer.isMlflowError()) {
                assertComeAgain(answer);
              } else {
                assertThat(answer.status()).as("of a function that was killed").isEqualTo(500);
              }
            });
    trainings.forEach(Training::assertKept);
    assertThat(siege.log()).noneMatch(line -> line.text().contains("wall_hit"));
  }

  private static void assertComeAgain(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isIn(429, 503);
    assertThat(answer.isMlflowError()).as("%s", answer).isTrue();
    assertThat(answer.headers()).as("%s", answer).containsEntry("retry-after", "1");
  }

  private static List<Answer> atOnce(List<Ask> asks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Answer>>();
      asks.forEach(ask -> calls.add(threads.submit(() -> siege.send("acme", ask))));
      var answers = new ArrayList<Answer>();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static List<Training> trainAtOnce(int clients) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Training>>();
      for (int i = 0; i < clients; i++) {
        running.add(
            threads.submit(
                () -> {
                  var training = new Training(siege, "acme");
                  training.go();
                  return training;
                }));
      }
      var trainings = new ArrayList<Training>();
      for (Future<Training> training : running) {
        trainings.add(training.get());
      }
      return trainings;
    }
  }
}

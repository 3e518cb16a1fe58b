package dev.bulkhead.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.template.EventQueue;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class QueueTest {
  private static final int RECEIVES = 3;
  private static final int BATCH = 10;

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final Set<String> failing = Collections.synchronizedSet(new java.util.HashSet<>());
  private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final StackLog logging = (source, text) -> log.add(source + " " + text);

  @Test
  void everyMessageIsDeliveredOnceIfItDoesNotFail() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);
    List<String> sent = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    sent.forEach(queue::send);

    try (var _ = poller(queue)) {
      await(() -> received.size() >= sent.size());
    }

    assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aMessageIsDroppedIfOneWithItsIdWasSentMinutesAgo() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);

    String first = queue.send("first", "id");
    assertThat(queue.send("second", "id")).isEqualTo(first);
    queue.send("third", "another id");

    assertThat(queue.receive(10, Duration.ZERO))
        .extracting(Message::body)
        .containsExactly("first", "third");
  }

  @Test
  void messagesThatComeOneByOneAreDeliveredTogether() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);

    try (var _ = poller(queue, Duration.ofSeconds(20))) {
      for (int i = 0; i < 2 * BATCH; i++) {
        queue.send("message " + i);
        Thread.sleep(1);
      }
      await(() -> received.size() == 2 * BATCH);
    }

    assertThat(batches).containsExactly(BATCH, BATCH);
  }

  @Test
  void aMessageWaitsForOthersNoLongerThanTheWindow() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);
    queue.send("alone");

    try (var _ = poller(queue, Duration.ofMillis(50))) {
      await(() -> received.size() == 1);
    }

    assertThat(batches).containsExactly(1);
  }

  @Test
  void onlyWhatFailsComesAgainAndIsAtLastADeadLetter() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);
    failing.add("bad");
    queue.send("good");
    queue.send("bad");

    try (var _ = poller(queue)) {
      await(() -> !queue.deadLetters().isEmpty());
    }

    assertThat(received).containsExactlyInAnyOrder("good", "bad", "bad", "bad");
    assertThat(queue.deadLetters()).extracting(Message::body).containsExactly("bad");
    assertThat(log).last().asString().contains("is a dead letter after 3 tries");
  }

  @Test
  void aRedrivenLetterIsDeliveredAsIfItWereNew() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), RECEIVES);
    failing.add("bad");
    queue.send("bad");
    try (var _ = poller(queue)) {
      await(() -> !queue.deadLetters().isEmpty());
      failing.clear();
      received.clear();

      assertThat(queue.redrive()).isEqualTo(1);

      await(() -> !received.isEmpty());
    }
    assertThat(received).containsExactly("bad");
    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void aFunctionThatThrowsFailsItsWholeBatch() throws Exception {
    LocalQueue queue = LocalQueue.open(Optional.empty(), 1);
    failing.add("throw");
    queue.send("throw");

    try (var _ = poller(queue)) {
      await(() -> !queue.deadLetters().isEmpty());
    }

    assertThat(queue.deadLetters()).extracting(Message::body).containsExactly("throw");
  }

  @Test
  void whatAKilledProcessHadReceivedIsDeliveredByTheNext(@TempDir Path directory) throws Exception {
    LocalQueue killed = LocalQueue.open(Optional.of(directory), RECEIVES);
    IntStream.range(0, 5).forEach(i -> killed.send("message " + i));
    killed.delete(killed.receive(1, Duration.ZERO).getFirst());
    List<Message> lost = killed.receive(2, Duration.ZERO);

    LocalQueue next = LocalQueue.open(Optional.of(directory), RECEIVES);

    List<Message> again = next.receive(10, Duration.ZERO);
    assertThat(again)
        .extracting(Message::body)
        .containsExactly("message 1", "message 2", "message 3", "message 4");
    assertThat(lost).extracting(Message::receives).containsOnly(1);
    assertThat(again).extracting(Message::receives).containsExactly(2, 2, 1, 1);
  }

  @Test
  void deadLettersOutliveTheProcess(@TempDir Path directory) throws Exception {
    LocalQueue killed = LocalQueue.open(Optional.of(directory), 1);
    killed.send("bad");
    killed.bury(killed.receive(1, Duration.ZERO).getFirst());

    LocalQueue next = LocalQueue.open(Optional.of(directory), 1);

    assertThat(next.deadLetters()).extracting(Message::body).containsExactly("bad");
    assertThat(next.redrive()).isEqualTo(1);
    LocalQueue third = LocalQueue.open(Optional.of(directory), 1);
    assertThat(third.receive(1, Duration.ZERO)).extracting(Message::receives).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                        | ''",
        "null                                                      | ''",
        "{}                                                        | ''",
        "{\"batchItemFailures\":null}                              | ''",
        "{\"batchItemFailures\":[]}                                | ''",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}      | a",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}       | a b",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}       | a b",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]}  | a b",
        "{\"batchItemFailures\":[{\"wrong\":\"a\"}]}               | a b",
        "{\"wrong\":[]}                                            | a b",
        "not JSON                                                  | a b"
      })
  void anAnswerIsReadAsLambdaReadsIt(String answer, String failed) {
    Set<String> expected = failed.isEmpty() ? Set.of() : Set.of(failed.split(" "));

    assertThat(BatchAnswer.failed(answer.getBytes(StandardCharsets.UTF_8), Set.of("a", "b")))
        .isEqualTo(expected);
  }

  private QueuePoller poller(LocalQueue queue) {
    return poller(queue, Duration.ZERO);
  }

  private QueuePoller poller(LocalQueue queue, Duration window) {
    var function =
        new LambdaFunction(
            "Function", "arn", "handler", Duration.ofSeconds(9), 512, "role", Map.of());
    var lambda =
        new LocalLambda(
            List.of(function),
            _ -> (event, answer, _) -> answer.write(answer(event.readAllBytes())),
            logging);
    return QueuePoller.start(
        queue,
        new EventQueue(
            "Queue",
            "arn:queue",
            "https://queue",
            false,
            "us-east-1",
            RECEIVES,
            "Function",
            BATCH,
            window),
        lambda,
        logging,
        Duration.ofMillis(1));
  }

  private byte[] answer(byte[] event) throws IOException {
    var failed = new ArrayList<String>();
    List<?> records = (List<?>) ((Map<?, ?>) Json.read(event)).get("Records");
    batches.add(records.size());
    for (Object each : records) {
      Map<?, ?> record = (Map<?, ?>) each;
      String body = record.get("body").toString();
      assertThat(record.get("eventSource")).isEqualTo("aws:sqs");
      received.add(body);
      if (failing.contains("throw")) {
        throw new IllegalStateException(body);
      }
      if (failing.contains(body)) {
        failed.add("{\"itemIdentifier\":\"" + record.get("messageId") + "\"}");
      }
    }
    return ("{\"batchItemFailures\":[" + String.join(",", failed) + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}

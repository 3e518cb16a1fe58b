package dev.bulkhead.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.template.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncInvocationsTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  void anEventIsDeliveredOnce() {
    deliver(2);

    assertThat(received).containsExactly("event");
    assertThat(log).isEmpty();
  }

  @Test
  void anEventIsDeliveredAgainAfterAFailure() {
    failures.set(2);

    deliver(2);

    assertThat(received).containsExactly("event", "event", "event");
    assertThat(log).noneMatch(line -> line.contains("gave up"));
  }

  @Test
  void anEventThatFailsEveryTimeIsGivenUpAloud() {
    failures.set(3);

    deliver(2);

    assertThat(received).hasSize(3);
    assertThat(log).last().asString().startsWith("Function gave up an event after 3 tries");
  }

  /** Closing waits for what is under way. */
  private void deliver(int retries) {
    var function =
        new LambdaFunction(
            "Function", "arn", "handler", Duration.ofSeconds(9), 512, "role", Map.of(), retries);
    var lambda =
        new LocalLambda(
            List.of(function),
            _ ->
                (event, _, _) -> {
                  received.add(new String(event.readAllBytes(), StandardCharsets.UTF_8));
                  if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not yet");
                  }
                },
            (source, text) -> log.add(source + " " + text));
    try (var invocations =
        new AsyncInvocations(
            lambda, (source, text) -> log.add(source + " " + text), Duration.ofMillis(1))) {
      invocations.submit("Function", "event".getBytes(StandardCharsets.UTF_8), retries);
    }
  }
}

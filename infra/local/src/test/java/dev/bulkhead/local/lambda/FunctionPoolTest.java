package dev.bulkhead.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.local.template.LambdaFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FunctionPoolTest {
  private static final byte[] EVENT = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void anInstanceServesOneRequestAtATimeAndIsUsedAgain() throws Exception {
    var overlapped = new AtomicBoolean();
    FunctionPool pool =
        pool(
            () -> {
              var busy = new AtomicBoolean();
              return (event, answer, _) -> {
                overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
                answer.write(event.readAllBytes());
                busy.set(false);
              };
            });

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer :
          clients.invokeAll(
              IntStream.range(0, 200)
                  .<java.util.concurrent.Callable<Outcome>>mapToObj(_ -> () -> pool.invoke(EVENT))
                  .toList())) {
        assertThat(answer.get()).isInstanceOf(Outcome.Answered.class);
      }
    }

    assertThat(overlapped).isFalse();
    assertThat(started.get()).isBetween(1, 4);
  }

  @Test
  void busyInstancesAreJoinedByOthersUpToALimit() throws Exception {
    var four = new CountDownLatch(4);
    FunctionPool pool =
        pool(
            () ->
                (_, _, _) -> {
                  four.countDown();
                  if (!await(four)) {
                    throw new IllegalStateException("alone");
                  }
                });

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer :
          clients.invokeAll(
              List.of(
                  () -> pool.invoke(EVENT),
                  () -> pool.invoke(EVENT),
                  () -> pool.invoke(EVENT),
                  () -> pool.invoke(EVENT)))) {
        assertThat(answer.get()).isInstanceOf(Outcome.Answered.class);
      }
    }
    assertThat(started).hasValue(4);
  }

  @Test
  void aFunctionThatTakesTooLongIsStoppedAndItsInstanceThrownAway() throws Exception {
    var stuck = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    FunctionPool pool =
        pool(
            () ->
                (_, _, _) -> {
                  if (started.get() == 1) {
                    try {
                      stuck.await();
                    } catch (InterruptedException _) {
                      Thread.currentThread().interrupt();
                      interrupted.countDown();
                    }
                  }
                });

    assertThat(pool.invoke(EVENT))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.message()).endsWith("Task timed out after 1.00 seconds"));
    assertThat(await(interrupted)).isTrue();
    assertThat(pool.invoke(EVENT)).isInstanceOf(Outcome.Answered.class);
    assertThat(started).hasValue(2);
  }

  @Test
  void aFailureIsToldAndLoggedAndTheInstanceLivesOn() {
    FunctionPool pool =
        pool(
            () ->
                (_, _, _) -> {
                  throw new IllegalStateException("broken");
                });

    assertThat(pool.invoke(EVENT))
        .isEqualTo(new Outcome.Failed("java.lang.IllegalStateException", "broken"));
    assertThat(pool.invoke(EVENT)).isInstanceOf(Outcome.Failed.class);
    assertThat(started).hasValue(1);
    assertThat(log)
        .first()
        .asString()
        .startsWith("Function java.lang.IllegalStateException: broken");
  }

  @Test
  void anEventOfMoreThanSixMegabytesNeverReachesTheFunction() {
    FunctionPool pool = pool(() -> (_, _, _) -> {});

    assertThat(pool.invoke(new byte[6 * 1024 * 1024])).isInstanceOf(Outcome.Answered.class);
    assertThat(pool.invoke(new byte[6 * 1024 * 1024 + 1])).isEqualTo(new Outcome.TooLarge());
  }

  @Test
  void anAnswerOfMoreThanSixMegabytesIsAFailure() {
    FunctionPool pool =
        pool(
            () ->
                (event, answer, _) ->
                    answer.write(new byte[6 * 1024 * 1024 + event.readAllBytes().length]));

    assertThat(pool.invoke(new byte[100])).isInstanceOf(Outcome.Answered.class);
    assertThat(pool.invoke(new byte[101]))
        .isEqualTo(
            new Outcome.Failed(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (6291556 bytes)."));
  }

  @Test
  void theContextSaysWhoAndHowLong() {
    FunctionPool pool =
        pool(
            () ->
                (_, _, context) -> {
                  context.getLogger().log("left " + context.getRemainingTimeInMillis() / 1001);
                  context.getLogger().log(context.getFunctionName());
                });

    pool.invoke(EVENT);

    assertThat(log).containsExactly("Function left 0", "Function Function");
  }

  private FunctionPool pool(java.util.function.Supplier<RequestStreamHandler> starter) {
    var function =
        new LambdaFunction(
            "Function", "arn", "handler", Duration.ofSeconds(1), 512, "role", Map.of());
    return new FunctionPool(
        function,
        () -> {
          started.incrementAndGet();
          return starter.get();
        },
        (source, text) -> log.add(source + " " + text));
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.bulkhead.local.sqs;

import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.template.EventQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Hands the messages of a queue to a function in batches, as Lambda does. What fails comes again
 * after a pause, which on AWS is the queue's visibility timeout; others of its group do not wait
 * for it here.
 */
public final class QueuePoller implements AutoCloseable {
  private static final int POLLERS = 2;

  /** One message of a group at a time; here, one of all groups. */
  private static final int POLLERS_IN_ORDER = 1;

  private final LocalQueue queue;
  private final EventQueue source;
  private final SqsEventJson json;
  private final LocalLambda lambda;
  private final StackLog log;
  private final Duration pause;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private QueuePoller(
      LocalQueue queue, EventQueue source, LocalLambda lambda, StackLog log, Duration pause) {
    this.queue = queue;
    this.source = source;
    this.json = new SqsEventJson(source.arn(), source.region());
    this.lambda = lambda;
    this.log = log;
    this.pause = pause;
  }

  /**
   * Starts to deliver, beginning with what the queue holds already.
   *
   * @param pause between a failure and the next try
   */
  public static QueuePoller start(
      LocalQueue queue, EventQueue source, LocalLambda lambda, StackLog log, Duration pause) {
    var poller = new QueuePoller(queue, source, lambda, log, pause);
    for (int i = 0; i < (source.isFifo() ? POLLERS_IN_ORDER : POLLERS); i++) {
      poller.start(poller::poll);
    }
    return poller;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void start(Work work) {
    Thread thread =
        Thread.ofVirtual()
            .name("poller of " + source.id())
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
  }

  private void poll() throws InterruptedException {
    while (true) {
      List<Message> batch = queue.receive(source.batchSize(), source.batchingWindow());
      Set<String> failed = failed(batch);
      if (Thread.interrupted()) {
        throw new InterruptedException("The stack stops; what was not deleted comes again");
      }
      for (Message message : batch) {
        settle(message, failed.contains(message.id()));
      }
    }
  }

  private Set<String> failed(List<Message> batch) {
    Set<String> ids = batch.stream().map(Message::id).collect(Collectors.toSet());
    return switch (lambda.invoke(source.function(), json.render(batch))) {
      case Outcome.Answered(byte[] answer) -> BatchAnswer.failed(answer, ids);
      case Outcome.Failed _, Outcome.TooLarge _ -> ids;
    };
  }

  private void settle(Message message, boolean failed) {
    if (!failed) {
      queue.delete(message);
    } else if (queue.mayComeAgain(message)) {
      start(
          () -> {
            Thread.sleep(pause);
            queue.release(message);
          });
    } else {
      queue.bury(message);
      log.write(
          source.id(),
          "message %s is a dead letter after %d tries; ./bulkhead redrive tries it again"
              .formatted(message.id(), message.receives()));
    }
  }

  /** Stops; what is under way and not deleted stays in the queue. */
  @Override
  public void close() {
    List<Thread> running = List.copyOf(threads);
    running.forEach(Thread::interrupt);
    for (Thread thread : running) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

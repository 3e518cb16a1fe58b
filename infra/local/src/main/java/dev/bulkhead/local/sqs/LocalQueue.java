package dev.bulkhead.local.sqs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue with its dead letters. Delivers at least once: what was received and not deleted is
 * delivered again, and after a number of times it is a dead letter. Everything lies on disk before
 * a call returns, so that a process killed at any time loses no message.
 */
public final class LocalQueue {
  /** How soon a window closes when somebody is in a hurry. */
  private static final Duration LOOK = Duration.ofMillis(20);

  /** By Amazon's documentation; no queue has another. */
  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  private record Sent(String id, long nanos) {}

  private final Map<String, Sent> recent = new HashMap<>();
  private final int maxReceives;
  private final MessageFiles files;
  private final LinkedBlockingDeque<Message> waiting = new LinkedBlockingDeque<>();
  private final ConcurrentSkipListMap<String, Message> dead = new ConcurrentSkipListMap<>();
  private final AtomicInteger undelivered = new AtomicInteger();
  private final AtomicInteger hurrying = new AtomicInteger();

  /** Held by who waits for messages, so that what comes one by one is no two's to wait for. */
  private final ReentrantLock receiving = new ReentrantLock();

  /** Goes on from the time, so that no id comes again after a restart. */
  private final AtomicLong lastId = new AtomicLong(System.currentTimeMillis() << Short.SIZE);

  private LocalQueue(int maxReceives, MessageFiles files) throws IOException {
    this.maxReceives = maxReceives;
    this.files = files;
    for (Message message : files.read()) {
      if (message.dead()) {
        dead.put(message.id(), message);
      } else {
        admit(message);
      }
    }
  }

  /**
   * The queue whose messages a directory holds; those that a process died with wait again.
   *
   * @param directory without it, all is gone when the process ends
   */
  public static LocalQueue open(Optional<Path> directory, int maxReceives) throws IOException {
    return new LocalQueue(maxReceives, new MessageFiles(directory));
  }

  /** Takes a message in; says its id. */
  public String send(String body) {
    var message = new Message("%016x".formatted(lastId.incrementAndGet()), 0, false, body);
    files.add(message);
    admit(message);
    return message.id();
  }

  /**
   * Takes a message in, unless one with the same deduplication id was within five minutes; says the
   * id of that one then. Ids are not kept on disk: a queue that is opened anew has seen none.
   */
  public synchronized String send(String body, String deduplicationId) {
    long now = System.nanoTime();
    recent.values().removeIf(sent -> now - sent.nanos() > DEDUPLICATION.toNanos());
    return recent.computeIfAbsent(deduplicationId, _ -> new Sent(send(body), now)).id();
  }

  private void admit(Message message) {
    undelivered.incrementAndGet();
    waiting.add(message);
  }

  /** How many messages wait or are being delivered; dead letters are not counted. */
  int undelivered() {
    return undelivered.get();
  }

  /**
   * Waits for a message, and returns it with those that wait behind it or come within a window.
   *
   * @throws InterruptedException when it was to stop; what was taken by then is kept for the next
   *     queue of the same directory
   */
  List<Message> receive(int max, Duration window) throws InterruptedException {
    return take(max, window).stream()
        .map(
            message -> {
              Message received = message.received();
              files.replace(message, received);
              return received;
            })
        .toList();
  }

  private List<Message> take(int max, Duration window) throws InterruptedException {
    receiving.lockInterruptibly();
    try {
      var taken = new ArrayList<Message>();
      taken.add(waiting.take());
      long end = System.nanoTime() + window.toNanos();
      while (taken.size() < max && isOpen(end)) {
        Optional.ofNullable(waiting.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS))
            .ifPresent(taken::add);
      }
      waiting.drainTo(taken, max - taken.size());
      return taken;
    } finally {
      receiving.unlock();
    }
  }

  private boolean isOpen(long end) {
    return hurrying.get() == 0 && System.nanoTime() < end;
  }

  /** Returns when all is delivered; until then nothing waits for more to come. */
  public void awaitDelivered() {
    hurrying.incrementAndGet();
    while (undelivered() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    hurrying.decrementAndGet();
  }

  /** Forgets a message that was received. */
  void delete(Message message) {
    files.delete(message);
    undelivered.decrementAndGet();
  }

  /** Whether a message that was received and failed may be delivered again. */
  boolean mayComeAgain(Message message) {
    return message.receives() < maxReceives;
  }

  /** Has a message that was received delivered again. */
  void release(Message message) {
    waiting.add(message);
  }

  /** Puts a message that was received among the dead letters. */
  void bury(Message message) {
    Message buried = message.buried();
    files.replace(message, buried);
    dead.put(buried.id(), buried);
    undelivered.decrementAndGet();
  }

  /** What could not be delivered, in the order in which it was sent. */
  public List<Message> deadLetters() {
    return List.copyOf(dead.values());
  }

  /** Sends all dead letters again, and returns how many there were. */
  public int redrive() {
    int moved = 0;
    for (var letter = dead.pollFirstEntry(); letter != null; letter = dead.pollFirstEntry()) {
      Message renewed = letter.getValue().renewed();
      files.replace(letter.getValue(), renewed);
      admit(renewed);
      moved++;
    }
    return moved;
  }
}

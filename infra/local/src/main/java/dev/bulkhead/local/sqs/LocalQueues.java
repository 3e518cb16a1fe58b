package dev.bulkhead.local.sqs;

import dev.bulkhead.local.template.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template's queues, each with what it holds. */
public final class LocalQueues {
  private final Map<EventQueue, LocalQueue> queues = new LinkedHashMap<>();

  private LocalQueues() {}

  /**
   * Opens all of them, each in a directory of its own.
   *
   * @param directory without it, all is gone when the process ends
   */
  public static LocalQueues open(List<EventQueue> queues, Optional<Path> directory)
      throws IOException {
    var opened = new LocalQueues();
    for (EventQueue queue : queues) {
      opened.queues.put(
          queue,
          LocalQueue.open(directory.map(path -> path.resolve(queue.id())), queue.maxReceives()));
    }
    return opened;
  }

  /** What a queue holds. */
  public LocalQueue of(EventQueue queue) {
    LocalQueue found = queues.get(queue);
    if (found == null) {
      throw new IllegalArgumentException("No queue of this template: " + queue.id());
    }
    return found;
  }

  /** The queue that senders name by a URL. */
  Optional<EventQueue> at(String url) {
    return queues.keySet().stream().filter(queue -> queue.url().equals(url)).findFirst();
  }

  /** All of them. */
  public List<LocalQueue> all() {
    return List.copyOf(queues.values());
  }
}

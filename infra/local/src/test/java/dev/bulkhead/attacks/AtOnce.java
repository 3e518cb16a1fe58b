package dev.bulkhead.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients that begin at the same moment. */
final class AtOnce {
  static final int CLIENTS = 32;

  private AtOnce() {}

  /** What one of the clients does. */
  interface Client<T> {
    T run(int number) throws Exception;
  }

  /** What each of them gets, in their order. */
  static <T> List<T> run(Client<T> client) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Callable<T> task =
            () -> {
              start.await();
              return client.run(number);
            };
        running.add(threads.submit(task));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (Future<T> result : running) {
        results.add(result.get());
      }
      return results;
    }
  }
}

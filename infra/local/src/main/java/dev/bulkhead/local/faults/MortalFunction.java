package dev.bulkhead.local.faults;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A function that may end in the middle of a call, wherever it then is. As with Lambda's, another
 * is started in its place, which knows nothing of it.
 */
final class MortalFunction implements RequestStreamHandler {
  private final Supplier<RequestStreamHandler> starter;
  private final Weather weather;
  private volatile RequestStreamHandler alive;

  MortalFunction(Supplier<RequestStreamHandler> starter, Weather weather) {
    this.starter = starter;
    this.weather = weather;
    this.alive = starter.get();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    OptionalInt end = weather.end();
    if (end.isEmpty()) {
      alive.handleRequest(event, answer, context);
    } else {
      answer.write(untilTheEnd(event, context, end.getAsInt()));
    }
  }

  /** What it answers before its end, if it does. */
  private byte[] untilTheEnd(InputStream event, Context context, int millis) {
    var answer = new ByteArrayOutputStream();
    var life =
        new FutureTask<byte[]>(
            () -> {
              alive.handleRequest(event, answer, context);
              return answer.toByteArray();
            });
    Thread thread = Thread.ofVirtual().start(life);
    try {
      return life.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      thread.interrupt();
      alive = starter.get();
      throw new IllegalStateException("Killed");
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

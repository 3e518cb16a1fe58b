package dev.bulkhead.faults;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A function that may end in the middle of a call, wherever it then is. Unlike Lambda's, it is
 * called again afterwards, with whatever the end left in its memory.
 */
record Mortal(RequestStreamHandler function, Weather weather) implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    OptionalInt end = weather.end();
    if (end.isEmpty()) {
      function.handleRequest(event, answer, context);
      return;
    }
    var life =
        new FutureTask<Boolean>(
            () -> {
              function.handleRequest(event, answer, context);
              return true;
            });
    Thread.ofVirtual().start(life);
    try {
      var _ = life.get(end.getAsInt(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      life.cancel(true);
      throw new IllegalStateException("Killed");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

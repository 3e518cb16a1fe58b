package dev.bulkhead.faults;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.local.faults.FaultyFunctions;
import dev.bulkhead.local.faults.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock of one instance, which serves one call at a time: nobody waits for what passes on it.
 * Whatever goes wrong takes three seconds at least.
 */
final class Hurry implements Time {
  private static final Duration LEAST = Duration.ofSeconds(3);

  private final AtomicLong passed = new AtomicLong();

  /** A stack of these functions, each with such a clock, and acme in it. */
  static Siege siege(FaultyFunctions functions) throws IOException {
    return new Siege(
        List.of("acme"),
        Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml"),
        (function, own) -> {
          var time = new Hurry();
          return time.around(functions.start(function, own, time));
        });
  }

  @Override
  public void pass(Duration time) {
    passed.addAndGet(time.compareTo(LEAST) < 0 ? LEAST.toMillis() : time.toMillis());
  }

  /** The function, to which Lambda says what time is left by this clock. */
  RequestStreamHandler around(RequestStreamHandler function) {
    return (InputStream event, OutputStream answer, Context context) -> {
      passed.set(0);
      function.handleRequest(event, answer, hurried(context));
    };
  }

  private Context hurried(Context context) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, arguments) -> {
              Object answer;
              try {
                answer = method.invoke(context, arguments);
              } catch (InvocationTargetException e) {
                throw new IOException(e.getCause());
              }
              return method.getName().equals("getRemainingTimeInMillis")
                  ? Math.max(0, (int) answer - (int) passed.get())
                  : answer;
            });
  }
}

package dev.bulkhead.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The instances of one function. Each serves one request at a time; a request waits while all are
 * busy.
 */
final class FunctionPool {
  /** As Lambda counts them: what is asked, and what is answered, which may be 100 bytes more. */
  static final int MAX_EVENT = 6 * 1024 * 1024;

  static final int MAX_ANSWER = MAX_EVENT + 100;

  private static final int INSTANCES = 4;

  private final LambdaFunction function;
  private final Supplier<RequestStreamHandler> starter;
  private final StackLog log;
  private final Semaphore free = new Semaphore(INSTANCES, true);
  private final ConcurrentLinkedDeque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();

  FunctionPool(LambdaFunction function, Supplier<RequestStreamHandler> starter, StackLog log) {
    this.function = function;
    this.starter = starter;
    this.log = log;
  }

  /** Starts an instance ahead of the first request, as SnapStart does. */
  void warm() {
    idle.push(starter.get());
  }

  Outcome invoke(byte[] event) {
    if (event.length > MAX_EVENT) {
      return new Outcome.TooLarge();
    }
    free.acquireUninterruptibly();
    try {
      return run(event);
    } finally {
      free.release();
    }
  }

  private Outcome run(byte[] event) {
    String requestId = UUID.randomUUID().toString();
    var task = new FutureTask<>(() -> answer(event, requestId));
    Thread.ofVirtual().name(function.id() + " " + requestId).start(task);
    try {
      byte[] answer = task.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return answer.length > MAX_ANSWER ? tooMuch(requestId) : new Outcome.Answered(answer);
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException _) {
      task.cancel(true);
      String message =
          "%s Task timed out after %d.00 seconds"
              .formatted(requestId, function.timeout().toSeconds());
      log.write(function.id(), message);
      return new Outcome.Failed("Sandbox.Timedout", message);
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Failed("Sandbox.Stopped", requestId + " The stack is stopping");
    }
  }

  /** An instance that ran out of time is not used again: it may be anywhere. */
  private byte[] answer(byte[] event, String requestId) throws Exception {
    RequestStreamHandler warm = idle.poll();
    RequestStreamHandler instance = warm == null ? starter.get() : warm;
    var answer = new ByteArrayOutputStream();
    try {
      instance.handleRequest(
          new ByteArrayInputStream(event), answer, new InvocationContext(function, log, requestId));
    } finally {
      if (!Thread.currentThread().isInterrupted()) {
        idle.push(instance);
      }
    }
    return answer.toByteArray();
  }

  private Outcome tooMuch(String requestId) {
    String message =
        "Response payload size exceeded maximum allowed payload size (" + MAX_ANSWER + " bytes).";
    log.write(function.id(), requestId + " " + message);
    return new Outcome.Failed("Function.ResponseSizeTooLarge", message);
  }

  private Outcome failed(Throwable failure) {
    var stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    log.write(function.id(), stack.toString().strip());
    return new Outcome.Failed(failure.getClass().getName(), String.valueOf(failure.getMessage()));
  }
}

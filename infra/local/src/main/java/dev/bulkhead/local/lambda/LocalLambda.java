package dev.bulkhead.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.template.LambdaFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All functions of a template, ready to be invoked. */
public final class LocalLambda {
  private final Map<String, FunctionPool> pools = new HashMap<>();

  /**
   * @param starter makes an instance of a function
   */
  public LocalLambda(
      List<LambdaFunction> functions,
      Function<LambdaFunction, RequestStreamHandler> starter,
      StackLog log) {
    functions.forEach(f -> pools.put(f.id(), new FunctionPool(f, () -> starter.apply(f), log)));
  }

  /** Whether there is such a function. */
  public boolean has(String function) {
    return pools.containsKey(function);
  }

  /**
   * Invokes a function by its logical id and waits for its answer.
   *
   * @throws IllegalArgumentException if there is no such function
   */
  public Outcome invoke(String function, byte[] event) {
    return pool(function).invoke(event);
  }

  /** Starts an instance of a function ahead of its first request. */
  public void warm(String function) {
    pool(function).warm();
  }

  private FunctionPool pool(String function) {
    return Optional.ofNullable(pools.get(function))
        .orElseThrow(() -> new IllegalArgumentException("No function " + function));
  }
}

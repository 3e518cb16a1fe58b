package dev.bulkhead.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.template.LambdaFunction;

/** Makes an instance of a function in its environment. */
@FunctionalInterface
public interface FunctionStarter {

  /** A new instance. */
  RequestStreamHandler start(LambdaFunction function, Environment environment);
}

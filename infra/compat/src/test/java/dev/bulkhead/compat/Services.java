package dev.bulkhead.compat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.template.LambdaFunction;

/** DynamoDB, S3 and STS for the functions of a stack, wherever they are. */
interface Services extends AutoCloseable {

  /** What a function is given to find them, and to sign with. */
  Environment environment(LambdaFunction function);

  @Override
  void close();
}

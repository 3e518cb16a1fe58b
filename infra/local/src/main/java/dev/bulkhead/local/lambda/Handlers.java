package dev.bulkhead.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.template.InvalidTemplate;
import dev.bulkhead.local.template.LambdaFunction;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/**
 * Makes the object that a template's handler names. By reflection, as Lambda itself does: the
 * template knows classes by their names alone.
 */
public final class Handlers {
  private Handlers() {}

  /**
   * A new handler in an environment.
   *
   * @throws InvalidTemplate if the handler cannot be one
   */
  public static RequestStreamHandler create(LambdaFunction function, Environment environment) {
    try {
      return constructor(function).newInstance(environment);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "%s did not start: %s".formatted(function.id(), e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(function.id() + " cannot be made", e);
    }
  }

  /**
   * Looks whether a handler can be made, without making it.
   *
   * @throws InvalidTemplate if it cannot
   */
  public static void check(LambdaFunction function) {
    var _ = constructor(function);
  }

  private static Constructor<? extends RequestStreamHandler> constructor(LambdaFunction function) {
    try {
      return Class.forName(function.handler(), false, Handlers.class.getClassLoader())
          .asSubclass(RequestStreamHandler.class)
          .getConstructor(Environment.class);
    } catch (ClassNotFoundException _) {
      throw new InvalidTemplate(
          "The handler of %s, %s, is no class.".formatted(function.id(), function.handler()));
    } catch (NoSuchMethodException | ClassCastException _) {
      throw new InvalidTemplate(
          "The handler of %s is no RequestStreamHandler with a constructor for an Environment."
              .formatted(function.id()));
    }
  }
}

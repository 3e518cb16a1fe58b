package dev.bulkhead.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.local.template.InvalidTemplate;
import dev.bulkhead.local.template.LambdaFunction;
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
      return Class.forName(function.handler())
          .asSubclass(RequestStreamHandler.class)
          .getConstructor(Environment.class)
          .newInstance(environment);
    } catch (ClassNotFoundException _) {
      throw new InvalidTemplate(
          "The handler of %s, %s, is no class.".formatted(function.id(), function.handler()));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "%s did not start: %s".formatted(function.id(), e.getCause()), e.getCause());
    } catch (ReflectiveOperationException | ClassCastException _) {
      throw new InvalidTemplate(
          "The handler of %s is no RequestStreamHandler with a constructor for an Environment."
              .formatted(function.id()));
    }
  }
}

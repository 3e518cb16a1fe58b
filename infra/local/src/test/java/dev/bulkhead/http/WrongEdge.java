package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Functions whose edge is not what it should be; their operations are the real ones. */
public final class WrongEdge {
  private WrongEdge() {}

  /** The function if nobody asked whether the caller's role suffices. */
  public static RequestStreamHandler unchecked(HttpFunction function) {
    return (event, answer, context) -> {
      HttpRequest request = HttpEvent.read(event.readAllBytes());
      answer.write(HttpAnswer.of(request, reply(function, request, context::getLogger)).bytes());
    };
  }

  private static Reply reply(
      HttpFunction function, HttpRequest request, Supplier<LambdaLogger> log) {
    try {
      Route route = function.routes().find(request);
      Optional<Caller> caller =
          route.open() ? Optional.empty() : Optional.of(Workspace.caller(request));
      return route.operation().answer(new Call(caller, route.access(), request));
    } catch (TrackingException refused) {
      return ErrorCode.of(refused).reply(String.valueOf(refused.getMessage()));
    } catch (RuntimeException bug) {
      log.get().log(String.valueOf(bug));
      return ErrorCode.INTERNAL_ERROR.reply("Internal error, request id " + request.requestId());
    }
  }

  /** The function if every route of it were declared as one that only reads. */
  public static RequestStreamHandler declaredAsReading(HttpFunction function) {
    Routes right = function.routes();
    Route[] wrong =
        right.keys().stream()
            .map(key -> right.find(request(key)))
            .map(r -> r.open() ? r : Route.read(r.key(), r.operation()))
            .toArray(Route[]::new);
    return new HttpFunction(Routes.of(wrong)) {};
  }

  /** Whether a route is declared as one that reads. */
  public static boolean reads(HttpFunction function, String route) {
    return function.routes().find(request(route)).access() == Access.READ;
  }

  private static HttpRequest request(String route) {
    return new HttpRequest(route, "", "", Map.of(), Map.of(), new byte[0], Map.of(), "");
  }
}

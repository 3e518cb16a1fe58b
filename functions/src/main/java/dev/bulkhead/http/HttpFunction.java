package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Lambda function behind API Gateway: one event in, one answer out, whatever happens. */
public abstract class HttpFunction implements RequestStreamHandler {
  private final Routes routes;

  /** A function that serves these routes and no others. */
  protected HttpFunction(Routes routes) {
    this.routes = routes;
  }

  /** The function's route table. */
  public final Routes routes() {
    return routes;
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    HttpRequest request = HttpEvent.read(event.readAllBytes());
    answer.write(HttpAnswer.of(request, answerOrError(request, context)));
  }

  private Reply answerOrError(HttpRequest request, Context context) {
    try {
      return answer(request);
    } catch (TrackingException refused) {
      CallLog.refused(context, request, refused);
      return ErrorCode.of(refused).reply(String.valueOf(refused.getMessage()));
    } catch (RuntimeException bug) {
      CallLog.failed(context, request, bug);
      return ErrorCode.INTERNAL_ERROR.reply("Internal error, request id " + request.requestId());
    }
  }

  private Reply answer(HttpRequest request) {
    Route route = routes.find(request);
    Optional<Caller> caller = route.open() ? Optional.empty() : Optional.of(caller(request));
    if (caller.isPresent() && !caller.get().role().access().covers(route.access())) {
      throw new Forbidden("Permission denied: a viewer cannot change anything.");
    }
    caller.ifPresent(known -> Workspace.check(request, known.tenant()));
    return route.operation().answer(new Call(caller, route.access(), request));
  }

  /** The tenant comes from the authorizer and from nowhere else. */
  private static Caller caller(HttpRequest request) {
    Map<String, String> context = request.authorizer();
    return new Caller(
        new TenantId(context.getOrDefault("tenant", "")),
        context.getOrDefault("principal", ""),
        Role.valueOf(context.getOrDefault("role", "").toUpperCase(Locale.ROOT)));
  }
}

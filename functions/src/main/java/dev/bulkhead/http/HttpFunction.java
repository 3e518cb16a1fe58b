package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.Deadline;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.tenancy.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Lambda function behind API Gateway: one event in, one answer out, whatever happens. */
public abstract class HttpFunction implements RequestStreamHandler {
  private static final Set<String> WHO =
      Set.of(AuthorizerContext.TENANT, AuthorizerContext.PRINCIPAL, AuthorizerContext.ROLE);

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
    long start = System.nanoTime();
    HttpRequest request = HttpEvent.read(event.readAllBytes());
    var named = new NamedThings(request);
    var consumption = new Consumption();
    Served served =
        Deadline.within(
            context::getRemainingTimeInMillis, () -> consumption.of(() -> serve(request, named)));
    AuditLog.write(
        context,
        new AuditRecord(
            request.requestId(),
            who(request),
            request.routeKey(),
            named.all(),
            served.outcome(),
            Effort.since(start, consumption)));
    answer.write(served.answer());
  }

  private record Served(byte[] answer, Outcome outcome) {}

  private Served serve(HttpRequest request, NamedThings named) {
    try {
      HttpAnswer answer = HttpAnswer.of(request, answer(request, named));
      return new Served(answer.bytes(), Outcome.answered(answer.status()));
    } catch (TrackingException refused) {
      Reply reply = ErrorCode.of(refused).reply(String.valueOf(refused.getMessage()));
      return new Served(HttpAnswer.of(request, reply).bytes(), Outcome.of(refused));
    } catch (RuntimeException bug) {
      Reply reply =
          ErrorCode.INTERNAL_ERROR.reply("Internal error, request id " + request.requestId());
      return new Served(HttpAnswer.of(request, reply).bytes(), Outcome.of(bug));
    }
  }

  private Reply answer(HttpRequest request, NamedThings named) {
    Route route = routes.find(request);
    Optional<Caller> caller =
        route.open() ? Optional.empty() : Optional.of(Workspace.caller(request));
    if (caller.isPresent() && !caller.get().role().access().covers(route.access())) {
      throw new Forbidden("Permission denied: a viewer cannot change anything.");
    }
    return route.operation().answer(new Call(caller, route.access(), request, named));
  }

  /**
   * As the authorizer said it, for the log: whether it is well-formed is asked elsewhere. A guest
   * is named with its home, where principals have their names.
   */
  private static Map<String, String> who(HttpRequest request) {
    Map<String, String> context = request.authorizer();
    Map<String, String> who = new HashMap<>(context);
    who.keySet().retainAll(WHO);
    String selected = Workspace.selected(request);
    String role = AuthorizerContext.guestWords(context).get(selected);
    if (role != null) {
      who.put("home", context.getOrDefault(AuthorizerContext.TENANT, ""));
      who.put(AuthorizerContext.TENANT, selected);
      who.put(AuthorizerContext.ROLE, role);
    }
    return who;
  }
}

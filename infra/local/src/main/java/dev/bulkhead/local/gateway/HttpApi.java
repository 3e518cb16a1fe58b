package dev.bulkhead.local.gateway;

import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.gateway.RouteTable.Match;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The template's HTTP API: request in, route, authorizer, function, answer out. */
final class HttpApi extends Handler.Abstract {
  private final RouteTable routes;
  private final AuthorizerGate gate;
  private final LocalLambda lambda;
  private final RequestReader reader;
  private final StackLog log;

  HttpApi(Template template, LocalLambda lambda, InstantSource clock, StackLog log) {
    this.routes = new RouteTable(template.routes());
    this.gate = new AuthorizerGate(template.authorizer(), lambda, clock);
    this.lambda = lambda;
    this.reader = new RequestReader(clock);
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    var line = new AccessLine(request.getMethod());
    try {
      GatewayRequest received = reader.read(request);
      line.received(received);
      FunctionAnswer answer = answer(received, line);
      log.write("gateway", line.answered(answer.status(), answer.body().length));
      send(answer, received.requestId(), response, callback);
    } catch (Refused e) {
      log.write("gateway", line.answered(e.refusal().status(), 0));
      refuse(e.refusal(), response, callback);
    }
    return true;
  }

  private FunctionAnswer answer(GatewayRequest request, AccessLine line) throws Refused {
    Match match =
        routes
            .find(request.method(), request.path())
            .orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
    line.routed(match.route().key());
    Map<String, ?> caller = gate.admit(request, match);
    line.admitted(caller);
    byte[] event = EventWriter.forFunction(request, match, caller);
    return switch (lambda.invoke(match.route().function(), event)) {
      case Outcome.Answered(byte[] payload) -> FunctionAnswer.read(payload);
      case Outcome.Failed _ -> throw new Refused(Refusal.FAILED);
      case Outcome.TooLarge _ -> throw new Refused(Refusal.TOO_LARGE);
    };
  }

  private static void send(
      FunctionAnswer answer, String requestId, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    answer.cookies().forEach(c -> response.getHeaders().add(HttpHeader.SET_COOKIE, c));
    response.getHeaders().put("apigw-requestid", requestId);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  static void refuse(Refusal refusal, Response response, Callback callback) {
    response.setStatus(refusal.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(
        true, ByteBuffer.wrap(refusal.body().getBytes(StandardCharsets.UTF_8)), callback);
  }
}

package dev.bulkhead.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.authorizer.Verdict.Allowed;
import dev.bulkhead.authorizer.Verdict.Denied;
import dev.bulkhead.authorizer.Verdict.Reason;
import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.Deadline;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.AuthorizerContext;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.tenancy.Membership;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda authorizer of the HTTP API (payload format 2.0, simple response): credential in,
 * principal out, and the tenants that it is good in with its role in each.
 *
 * <p>Whatever a client sends is allowed or denied, never an error: a denial is 403 and final, but
 * an error is 500, which clients retry for minutes. When the control table does not answer, that is
 * what they should do, and a denial would be kept by the gateway for a minute: so then it throws.
 */
public final class AuthorizerFunction implements RequestStreamHandler {
  private final Authorizer authorizer;

  /** The function as Lambda starts it. */
  public AuthorizerFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(AuthorizerFunction::new, "authorize");
  }

  /** The function in a given environment. */
  public AuthorizerFunction(Environment environment) {
    this(ControlPlane.credentials(environment), Clock.systemUTC());
  }

  /** The function on this lookup. */
  AuthorizerFunction(CredentialLookup credentials, Clock clock) {
    this.authorizer = new Authorizer(credentials, clock);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long start = System.nanoTime();
    Map<?, ?> request = read(event.readAllBytes());
    var consumption = new Consumption();
    Verdict verdict =
        credential(request)
            .map(credential -> consumption.of(() -> judge(credential, context)))
            .orElse(new Denied(Reason.MALFORMED));
    switch (verdict) {
      case Allowed(Membership membership) -> answer.write(allow(membership));
      case Denied(Reason reason) -> {
        AuditLog.write(context, refusal(request, reason, Effort.since(start, consumption)));
        answer.write(Json.write(out -> out.writeBooleanField("isAuthorized", false)));
      }
    }
  }

  private Verdict judge(String credential, Context context) {
    return Deadline.within(context::getRemainingTimeInMillis, () -> authorizer.judge(credential));
  }

  private static Map<?, ?> read(byte[] event) {
    try {
      return Json.read(event) instanceof Map<?, ?> fields ? fields : Map.of();
    } catch (IOException _) {
      return Map.of();
    }
  }

  /**
   * The identity source, under which the gateway keeps the answer: what is judged is what is kept.
   */
  private static Optional<String> credential(Map<?, ?> request) {
    return request.get("identitySource") instanceof List<?> sources
            && sources.size() == 1
            && sources.getFirst() instanceof String header
        ? Optional.of(header)
        : Optional.empty();
  }

  private static byte[] allow(Membership membership) {
    return Json.write(
        out -> {
          out.writeBooleanField("isAuthorized", true);
          out.writeObjectFieldStart("context");
          AuthorizerContext.write(out, membership);
          out.writeEndObject();
        });
  }

  /**
   * What is kept of a refusal: the call and the reason, and nothing of the credential. A call that
   * is let in leaves its record where it is answered.
   */
  private static AuditRecord refusal(Map<?, ?> request, Reason reason, Effort effort) {
    Map<?, ?> context = request.get("requestContext") instanceof Map<?, ?> given ? given : Map.of();
    return new AuditRecord(
        text(context, "requestId"),
        Map.of(),
        text(request, "routeKey"),
        Map.of("path", text(request, "rawPath")),
        Outcome.denied("CREDENTIAL_" + reason.name()),
        effort);
  }

  private static String text(Map<?, ?> from, String name) {
    return from.get(name) instanceof String text ? text : "";
  }
}

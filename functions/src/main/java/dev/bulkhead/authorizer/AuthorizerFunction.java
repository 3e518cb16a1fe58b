package dev.bulkhead.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.authorizer.Verdict.Allowed;
import dev.bulkhead.authorizer.Verdict.Denied;
import dev.bulkhead.authorizer.Verdict.Reason;
import dev.bulkhead.control.CredentialLookup;
import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda authorizer of the HTTP API (payload format 2.0, simple response): credential in,
 * tenant, principal and role out.
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
    Verdict verdict =
        credential(event.readAllBytes())
            .map(authorizer::judge)
            .orElse(new Denied(Reason.MALFORMED));
    answer.write(
        switch (verdict) {
          case Allowed(Caller caller) -> allow(caller);
          case Denied(Reason reason) -> deny(reason, context);
        });
  }

  /**
   * The identity source, under which the gateway keeps the answer: what is judged is what is kept.
   */
  private static Optional<String> credential(byte[] event) {
    try {
      return Json.read(event) instanceof Map<?, ?> fields
              && fields.get("identitySource") instanceof List<?> sources
              && sources.size() == 1
              && sources.getFirst() instanceof String header
          ? Optional.of(header)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static byte[] allow(Caller caller) {
    return Json.write(
        out -> {
          out.writeBooleanField("isAuthorized", true);
          out.writeObjectFieldStart("context");
          out.writeStringField("tenant", caller.tenant().value());
          out.writeStringField("principal", caller.principal());
          out.writeStringField("role", caller.role().word());
          out.writeEndObject();
        });
  }

  /** The log holds the reason and nothing that a client sent. */
  private static byte[] deny(Reason reason, Context context) {
    context.getLogger().log("{\"denied\":\"" + reason.word() + "\"}", LogLevel.INFO);
    return Json.write(out -> out.writeBooleanField("isAuthorized", false));
  }
}

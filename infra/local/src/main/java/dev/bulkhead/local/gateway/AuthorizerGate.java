package dev.bulkhead.local.gateway;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.gateway.RouteTable.Match;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.template.Authorizer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the template's authorizer about a credential, and keeps its answer as long as the template
 * says, whatever route is asked for next.
 */
final class AuthorizerGate {
  private static final int MANY = 1000;

  private final Authorizer authorizer;
  private final LocalLambda lambda;
  private final InstantSource clock;
  private final Map<String, Kept> answers = new ConcurrentHashMap<>();

  AuthorizerGate(Authorizer authorizer, LocalLambda lambda, InstantSource clock) {
    this.authorizer = authorizer;
    this.lambda = lambda;
    this.clock = clock;
  }

  private sealed interface Answer {
    record Allowed(Map<String, ?> context) implements Answer {}

    record Denied() implements Answer {}
  }

  private record Kept(Answer answer, Instant until) {}

  /** What the function behind the route is told of the caller. */
  Map<String, ?> admit(GatewayRequest request, Match match) throws Refused {
    if (!match.route().authorized()) {
      return Map.of();
    }
    String credential = request.header(authorizer.header().toLowerCase(Locale.ROOT)).orElse("");
    if (credential.isBlank()) {
      throw new Refused(Refusal.UNAUTHORIZED);
    }
    return switch (answer(request, match, credential)) {
      case Answer.Allowed(Map<String, ?> context) -> context;
      case Answer.Denied() -> throw new Refused(Refusal.FORBIDDEN);
    };
  }

  private Answer answer(GatewayRequest request, Match match, String credential) throws Refused {
    Instant now = clock.instant();
    Kept kept = answers.get(credential);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.answer();
    }
    Answer answer = ask(EventWriter.forAuthorizer(request, match, credential));
    if (answers.size() >= MANY) {
      answers.values().removeIf(other -> !now.isBefore(other.until()));
    }
    answers.put(credential, new Kept(answer, now.plus(authorizer.ttl())));
    return answer;
  }

  private Answer ask(byte[] event) throws Refused {
    return switch (lambda.invoke(authorizer.function(), event)) {
      case Outcome.Answered(byte[] payload) -> read(payload);
      case Outcome.Failed _, Outcome.TooLarge _ -> throw new Refused(Refusal.FAILED);
    };
  }

  private static Answer read(byte[] payload) throws Refused {
    try {
      if (Json.read(payload) instanceof Map<?, ?> answer
          && answer.get("isAuthorized") instanceof Boolean authorized) {
        return authorized ? new Answer.Allowed(context(answer)) : new Answer.Denied();
      }
    } catch (IOException _) {
      // Falls through: an answer that is no JSON is like one that says neither yes nor no.
    }
    throw new Refused(Refusal.FAILED);
  }

  private static Map<String, ?> context(Map<?, ?> answer) {
    var context = new LinkedHashMap<String, Object>();
    if (answer.get("context") instanceof Map<?, ?> given) {
      given.forEach(
          (name, value) -> {
            if (value != null) {
              context.put(name.toString(), value);
            }
          });
    }
    return context;
  }
}

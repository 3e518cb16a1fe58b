package dev.bulkhead.tenants;

import static dev.bulkhead.http.Route.read;
import static dev.bulkhead.http.Route.write;

import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Routes;
import dev.bulkhead.tenancy.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** The Lambda function by which a tenant's admins issue, list and revoke its API tokens. */
public final class TokensFunction extends HttpFunction {

  /** The function as Lambda starts it. */
  public TokensFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(TokensFunction::new, "issue-token", "list-tokens");
  }

  /** The function in a given environment. */
  public TokensFunction(Environment environment) {
    this(ControlPlane.sessionTokens(environment));
  }

  /** The function on these stores, which reach no more than the tenant they are opened for. */
  public TokensFunction(TokenStores tokens) {
    this(tokens, Clock.systemUTC());
  }

  private TokensFunction(TokenStores tokens, Clock clock) {
    super(
        routes(
            new IssueToken(new IssuingByAdmins(tokens), clock, new SecureRandom()),
            new ListTokens(tokens, _ -> Map.of()),
            new RevokeToken(tokens, clock)));
  }

  private static Routes routes(IssueToken issue, ListTokens list, RevokeToken revoke) {
    return Routes.of(
        write("POST /{api}/2.0/bulkhead/tokens", forAdmins(call -> reply(issue, call))),
        read("GET /{api}/2.0/bulkhead/tokens", forAdmins(call -> reply(list, call))),
        write(
            "DELETE /{api}/2.0/bulkhead/tokens/{token_id}",
            forAdmins(
                call -> {
                  revoke.run(call.caller().tenant(), call.path("token_id"));
                  return Reply.empty();
                })));
  }

  private static Reply reply(TenantCommand command, Call call) {
    return Reply.json(command.run(call.caller().tenant(), call.fields()));
  }

  private static Operation forAdmins(Operation operation) {
    return call -> {
      if (call.caller().role() != Role.ADMIN) {
        throw new Forbidden("Permission denied: only an admin manages the tenant's tokens.");
      }
      return operation.answer(call);
    };
  }
}

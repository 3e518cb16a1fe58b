package dev.bulkhead.tenants;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.app.SessionVendor;
import dev.bulkhead.control.GuestBook;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.ErrorCode;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda function that operators invoke with their own AWS identity; no route leads to it. One
 * JSON object in, such as {@code {"operation":"create-tenant","tenant":"acme"}}, one out; a refusal
 * is {@code {"error_code":…,"message":…}}.
 */
public final class TenantsFunction implements RequestStreamHandler {
  private final TenantRegistry tenants;
  private final Map<String, Command> commands;

  /** The function as Lambda starts it. */
  public TenantsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(TenantsFunction::new, "create-tenant", "issue-token-as-operator");
  }

  /** The function in a given environment. */
  public TenantsFunction(Environment environment) {
    this(new LiveStores(environment, Capability.TRACKING), environment);
  }

  private TenantsFunction(LiveStores stores, Environment environment) {
    this(
        stores,
        stores.reaching(Capability.ACCOUNTING),
        ControlPlane.tenants(environment),
        ControlPlane.tokens(environment),
        ControlPlane.guests(environment),
        SessionVendor.of(environment));
  }

  /**
   * The function on tenants' stores and a control table.
   *
   * @param accounts the stores again, in sessions that reach what is counted alone
   * @param vendor there only where sessions may be handed out
   */
  public TenantsFunction(
      Stores stores,
      Stores accounts,
      TenantRegistry tenants,
      TokenStores tokens,
      GuestBook guests,
      Optional<SessionVendor> vendor) {
    this.tenants = tenants;
    var all = new HashMap<>(commands(stores, tokens, guests, Clock.systemUTC()));
    all.put("set-quota", of(new SetQuota(tenants)));
    all.put("get-usage", of(new GetUsage(accounts, tenants)));
    all.put("release-quarantine", of(new ReleaseQuarantine(accounts, tenants)));
    vendor.ifPresent(v -> all.put("vend-session", of(new VendSession(v))));
    this.commands = Map.copyOf(all);
  }

  private Map<String, Command> commands(
      Stores stores, TokenStores tokens, GuestBook guests, Clock clock) {
    var revoke = new RevokeToken(tokens, clock);
    return Map.of(
        "create-tenant", new CreateTenant(stores, tenants, clock),
        "list-tenants", new ListTenants(tenants),
        "suspend-tenant", of(new SuspendTenant(tenants)),
        "resume-tenant", of(new ResumeTenant(tenants)),
        "issue-token",
            of(new IssueToken(new IssuingByOperators(tenants, guests), clock, new SecureRandom())),
        "list-tokens", of(new ListTokens(tokens, guests::passes)),
        "list-guests", of(new ListGuests(guests)),
        "dismiss-guest", of(new DismissGuest(guests, clock)),
        "revoke-token",
            of(
                (tenant, fields) -> {
                  revoke.run(tenant, fields.requiredString("token_id"));
                  return _ -> {};
                }));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long start = System.nanoTime();
    Optional<Fields> fields = Optional.empty();
    Outcome outcome = Outcome.answered(200);
    var consumption = new Consumption();
    try {
      Fields command = Fields.ofEvent(event.readAllBytes());
      fields = Optional.of(command);
      answer.write(consumption.of(() -> Json.write(command(command).run(command))));
    } catch (TrackingException refused) {
      outcome = Outcome.of(refused);
      answer.write(ErrorCode.of(refused).reply(String.valueOf(refused.getMessage())).body());
    } catch (RuntimeException bug) {
      outcome = Outcome.of(bug);
      throw bug;
    } finally {
      AuditLog.write(context, entry(fields, outcome, context, Effort.since(start, consumption)));
    }
  }

  /** Which operator it was, CloudTrail knows by the same request id: Lambda does not say it. */
  private static AuditRecord entry(
      Optional<Fields> fields, Outcome outcome, Context context, Effort effort) {
    var resource = new HashMap<String, String>();
    for (String name : List.of("tenant", "token_id", "principal", "role", "home", "also")) {
      fields.flatMap(given -> text(given, name)).ifPresent(text -> resource.put(name, text));
    }
    return new AuditRecord(
        context.getAwsRequestId(),
        Map.of("principal", "operator"),
        fields.flatMap(given -> text(given, "operation")).orElse(""),
        resource,
        outcome,
        effort);
  }

  private static Optional<String> text(Fields fields, String name) {
    try {
      return name.equals("also")
          ? Optional.of(String.join(",", fields.strings(name))).filter(text -> !text.isEmpty())
          : fields.string(name);
    } catch (InvalidParameter _) {
      return Optional.empty();
    }
  }

  private Command command(Fields fields) {
    String operation = fields.requiredString("operation");
    return Optional.ofNullable(commands.get(operation))
        .orElseThrow(
            () ->
                new InvalidParameter(
                    "'operation' must be one of "
                        + operations()
                        + ", but was '"
                        + operation
                        + "'."));
  }

  List<String> operations() {
    return commands.keySet().stream().sorted().toList();
  }

  /** The command for the tenant that the fields name, which must be there. */
  private Command of(TenantCommand command) {
    return fields ->
        command.run(ExistingTenant.of(fields.requiredString("tenant"), tenants), fields);
  }
}

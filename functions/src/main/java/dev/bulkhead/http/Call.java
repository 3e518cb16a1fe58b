package dev.bulkhead.http;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Membership;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of an operation: who, with what access, and the message.
 *
 * @param identity who calls; empty on an open route
 * @param access what the route grants, and never more than the caller's role: a route that only
 *     reads gets credentials that cannot write, whatever the role, and so does a viewer, whatever
 *     the route
 * @param named what the message names, for the audit record
 */
public record Call(
    Optional<Caller> identity, Access access, HttpRequest request, NamedThings named) {

  /** Keeps a viewer from writing even where nobody asked for the role. */
  public Call {
    Access granted = access;
    access = identity.map(caller -> caller.role().access().least(granted)).orElse(granted);
  }

  /** A call that no audit record is written of. */
  public Call(Optional<Caller> identity, Access access, HttpRequest request) {
    this(identity, access, request, new NamedThings(request));
  }

  /**
   * The message: the parameters of a GET, the body of anything else. It is read when asked for, as
   * a body can also be a file.
   *
   * @throws dev.bulkhead.domain.TrackingException if there is none to be read
   */
  public Fields fields() {
    if (request.method().equals("GET")) {
      return parameters();
    }
    Fields fields = RequestBody.fields(request);
    named.add(fields);
    return fields;
  }

  /** The parameters of the query, whatever the method: where the body is a file. */
  public Fields parameters() {
    Fields parameters = Fields.ofQuery(Query.parse(request.rawQuery()));
    named.add(parameters);
    return parameters;
  }

  /** Who calls. An operation on an open route must not ask. */
  public Caller caller() {
    return identity.orElseThrow(() -> new IllegalStateException("An open route has no caller"));
  }

  /**
   * What a page token is bound to: the tenant, and all that the query asks but for the page. Texts
   * that differ never give the same binding.
   */
  public String binding(Object... query) {
    return PythonJson.json(List.of(caller().tenant().value(), Arrays.asList(query)));
  }

  /** Where the caller may call. */
  public Membership membership() {
    return AuthorizerContext.read(request.authorizer());
  }

  /** The name of the workspace, as MLflow calls a tenant, that the call is made in. */
  public String workspace() {
    return caller().tenant().value();
  }

  /** A call by the same caller with this message, whose answer is read here: not compressed. */
  public Call asking(Map<?, ?> message) {
    byte[] body = PythonJson.json(message).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    return new Call(
        identity,
        access,
        new HttpRequest(
            "POST " + request.rawPath(),
            request.rawPath(),
            "",
            headers,
            Map.of(),
            body,
            request.authorizer(),
            request.requestId()),
        named);
  }

  /** A variable of the route's path. */
  public String path(String name) {
    String value = request.pathParameters().get(name);
    if (value == null) {
      throw new IllegalStateException("The route has no variable " + name);
    }
    return value;
  }
}

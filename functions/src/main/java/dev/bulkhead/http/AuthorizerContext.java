package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Membership;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the authorizer tells the function behind a route, through the gateway: strings alone, so
 * that the gateway's log can name them. The gateway keeps it under the credential, whatever
 * workspace a call names: so it holds all tenants, and the function's edge chooses.
 */
public final class AuthorizerContext {
  static final String TENANT = "tenant";
  static final String PRINCIPAL = "principal";
  static final String ROLE = "role";

  /** The roles in other tenants, as {@code acme2=viewer,zeta=editor}; not there without any. */
  private static final String GUEST = "guest";

  private AuthorizerContext() {}

  /** Writes it as the fields of an object. */
  public static void write(JsonGenerator out, Membership membership) throws IOException {
    out.writeStringField(TENANT, membership.home().tenant().value());
    out.writeStringField(PRINCIPAL, membership.home().principal());
    out.writeStringField(ROLE, membership.home().role().word());
    if (!membership.guest().isEmpty()) {
      out.writeStringField(
          GUEST,
          membership.guest().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue().word())
              .collect(Collectors.joining(",")));
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if no authorizer of ours wrote it
   */
  static Membership read(Map<String, String> context) {
    var home =
        new Caller(
            new TenantId(context.getOrDefault(TENANT, "")),
            context.getOrDefault(PRINCIPAL, ""),
            role(context.getOrDefault(ROLE, "")));
    SortedMap<TenantId, Role> guest = new TreeMap<>();
    guestWords(context).forEach((name, word) -> guest.put(new TenantId(name), role(word)));
    return new Membership(home, guest);
  }

  /** The roles in other tenants as they are written, right or wrong. */
  static Map<String, String> guestWords(Map<String, String> context) {
    var words = new LinkedHashMap<String, String>();
    String all = context.getOrDefault(GUEST, "");
    for (String each : all.isEmpty() ? new String[0] : all.split(",", -1)) {
      int equals = Math.max(each.indexOf('='), 0);
      words.put(each.substring(0, equals), each.substring(equals).replaceFirst("=", ""));
    }
    return words;
  }

  private static Role role(String word) {
    return Role.of(word).orElseThrow(() -> new IllegalArgumentException("Not a role"));
  }
}

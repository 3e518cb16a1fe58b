package dev.bulkhead.tenants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.control.Token;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A token in JSON, without its secret or the hash of it. */
final class TokenJson {
  private TokenJson() {}

  static void write(JsonGenerator out, Token token, Map<TenantId, Role> guest) throws IOException {
    out.writeStringField("token_id", token.id().value());
    out.writeStringField("principal", token.principal());
    out.writeStringField("role", token.role().word());
    out.writeNumberField("issued_at", token.issued().toEpochMilli());
    if (token.expires().isPresent()) {
      write(out, "expires_at", token.expires().get());
    }
    if (token.revoked().isPresent()) {
      write(out, "revoked_at", token.revoked().get());
    }
    if (!guest.isEmpty()) {
      out.writeArrayFieldStart("also");
      for (var role : guest.entrySet()) {
        out.writeString(role.getKey() + "=" + role.getValue().word());
      }
      out.writeEndArray();
    }
  }

  private static void write(JsonGenerator out, String name, Instant time) throws IOException {
    out.writeNumberField(name, time.toEpochMilli());
  }
}

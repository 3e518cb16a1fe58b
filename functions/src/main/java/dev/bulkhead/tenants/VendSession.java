package dev.bulkhead.tenants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.SessionVendor;
import dev.bulkhead.app.SessionVendor.Place;
import dev.bulkhead.app.SessionVendor.Vended;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code vend-session}: the credentials that a function would act with, for {@code bulkhead prove}.
 * They are had of its throw-away tenants alone, so that operators stay without a command that
 * reaches a real tenant's data.
 */
final class VendSession implements TenantCommand {
  static final String THROW_AWAY = "prove-";

  private final SessionVendor vendor;

  VendSession(SessionVendor vendor) {
    this.vendor = vendor;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    if (!tenant.value().startsWith(THROW_AWAY)) {
      throw new InvalidParameter(
          "Sessions are vended of tenants named '" + THROW_AWAY + "…' alone.");
    }
    Vended vended =
        vendor.vend(
            tenant,
            oneOf(Access.values(), "access", fields),
            oneOf(Capability.values(), "capability", fields));

    return out -> write(out, vended);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String name, Fields fields) {
    String word = fields.requiredString(name);
    List<String> words = Arrays.stream(values).map(VendSession::word).toList();
    if (!words.contains(word)) {
      throw new InvalidParameter(
          "'" + name + "' must be one of " + words + ", but was '" + word + "'.");
    }
    return values[words.indexOf(word)];
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void write(JsonGenerator out, Vended vended) throws IOException {
    out.writeStringField("access_key_id", vended.accessKeyId());
    out.writeStringField("secret_access_key", vended.secretAccessKey());
    out.writeStringField("session_token", vended.sessionToken());
    out.writeNumberField("expires_at", vended.session().expiration().toEpochMilli());
    out.writeStringField("role_arn", vended.request().roleArn());
    out.writeStringField("session_policy", vended.request().policy().json());
    write(out, vended.place());
  }

  private static void write(JsonGenerator out, Place place) throws IOException {
    out.writeStringField("region", place.region());
    out.writeStringField("tracking_table", place.trackingTable());
    out.writeStringField("control_table", place.controlTable());
    out.writeStringField("artifact_bucket", place.bucket());
    out.writeObjectFieldStart("endpoints");
    for (Map.Entry<String, URI> endpoint : place.endpoints().entrySet()) {
      out.writeStringField(endpoint.getKey(), endpoint.getValue().toString());
    }
    out.writeEndObject();
  }
}

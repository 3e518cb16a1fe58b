package dev.bulkhead.tenants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.control.Guest;
import dev.bulkhead.control.GuestBook;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.List;

/** {@code list-guests}: other tenants' tokens that are good in this one, or were. */
final class ListGuests implements TenantCommand {
  private final GuestBook guests;

  ListGuests(GuestBook guests) {
    this.guests = guests;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    List<Guest> all = guests.guests(tenant);

    return out -> {
      out.writeArrayFieldStart("guests");
      for (Guest guest : all) {
        out.writeStartObject();
        write(out, guest);
        out.writeEndObject();
      }
      out.writeEndArray();
    };
  }

  private static void write(JsonGenerator out, Guest guest) throws IOException {
    out.writeStringField("home", guest.home().value());
    out.writeStringField("token_id", guest.token().value());
    out.writeStringField("principal", guest.principal());
    out.writeStringField("role", guest.role().word());
    out.writeNumberField("admitted_at", guest.admitted().toEpochMilli());
    if (guest.dismissed().isPresent()) {
      out.writeNumberField("dismissed_at", guest.dismissed().get().toEpochMilli());
    }
  }
}

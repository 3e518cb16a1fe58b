package dev.bulkhead.tenants;

import dev.bulkhead.control.GuestBook;
import dev.bulkhead.control.TokenId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;

/**
 * {@code dismiss-guest}: within a minute another tenant's token is not honoured in this one, and
 * never again.
 */
final class DismissGuest implements TenantCommand {
  private final GuestBook guests;
  private final Clock clock;

  DismissGuest(GuestBook guests, Clock clock) {
    this.guests = guests;
    this.clock = clock;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    String home = fields.requiredString("home");
    String token = fields.requiredString("token_id");
    if (!TenantId.isWellFormed(home) || !TokenId.isWellFormed(token)) {
      throw new NotFound("No guest of " + home + " with token id=" + token + " exists");
    }
    guests.dismiss(tenant, new TenantId(home), new TokenId(token), clock.instant());

    return _ -> {};
  }
}

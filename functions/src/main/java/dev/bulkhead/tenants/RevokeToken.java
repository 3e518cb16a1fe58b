package dev.bulkhead.tenants;

import dev.bulkhead.control.TokenId;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;

/** {@code revoke-token}: within a minute the token is not honoured, and never again. */
final class RevokeToken {
  private final TokenStores tokens;
  private final Clock clock;

  RevokeToken(TokenStores tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  void run(TenantId tenant, String id) {
    if (!TokenId.isWellFormed(id)) {
      throw new NotFound("No token with id=" + id + " exists");
    }
    tokens.open(tenant, Access.WRITE).revoke(new TokenId(id), clock.instant());
  }
}

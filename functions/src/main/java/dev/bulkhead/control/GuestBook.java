package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which tokens are good in other tenants than their own; for operators alone. Every read sees every
 * write answered before it.
 */
public interface GuestBook {

  /** Adds a token under a new id, good in these tenants too, or changes nothing. */
  void issue(TenantId home, Token token, SortedMap<TenantId, Role> roles);

  /** All who were let into the tenant by home and token, dismissed ones included. */
  List<Guest> guests(TenantId host);

  /** What makes the tenant's own tokens good elsewhere; tokens without have no entry. */
  Map<TokenId, GuestPass> passes(TenantId home);

  /**
   * Ends for good what a token may do in the host; the token stays as it is elsewhere.
   *
   * @throws dev.bulkhead.domain.NotFound if it is no guest there
   */
  void dismiss(TenantId host, TenantId home, TokenId token, Instant now);
}

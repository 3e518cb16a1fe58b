package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A token of another tenant as the tenant knows it that the token was made good in.
 *
 * @param home the tenant that the token is of
 */
public record Guest(
    TenantId home,
    TokenId token,
    String principal,
    Role role,
    Instant admitted,
    Optional<Instant> dismissed) {}

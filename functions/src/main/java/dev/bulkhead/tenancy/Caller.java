package dev.bulkhead.tenancy;

/**
 * A principal inside a tenant, as the authorizer found it for the credential of this call.
 *
 * @param principal the name that the token was issued to
 */
public record Caller(TenantId tenant, String principal, Role role) {}

package dev.bulkhead.http;

import java.util.Map;

/**
 * What is kept of one call: who did what to what, and how it ended.
 *
 * @param requestId what the caller was told to name when asking about the call
 * @param who the tenant, principal and role, as far as they are known
 * @param action the route, or the name of an operator's command or an event
 * @param resource the ids and paths that the call named, known or not
 */
public record AuditRecord(
    String requestId,
    Map<String, String> who,
    String action,
    Map<String, String> resource,
    Outcome outcome,
    Effort effort) {}

package dev.bulkhead.local.template;

import java.time.Duration;

/**
 * The HTTP API's authorizer.
 *
 * @param function the logical id of the function that decides
 * @param header the one header that holds the credential
 * @param ttl how long an answer is kept
 */
public record Authorizer(String function, String header, Duration ttl) {}

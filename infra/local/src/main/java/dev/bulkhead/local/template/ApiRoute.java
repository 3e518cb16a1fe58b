package dev.bulkhead.local.template;

/**
 * A route of the HTTP API.
 *
 * @param key such as {@code GET /health}, or {@code $default}
 * @param function the logical id of the function that answers
 * @param authorized whether the authorizer is asked first
 */
public record ApiRoute(String key, String function, boolean authorized) {}

/**
 * API Gateway's HTTP API: routes of the template, its authorizer, Lambda proxy integrations of
 * payload format 2.0, and the limits and refusals that clients meet.
 */
@NullMarked
package dev.bulkhead.local.gateway;

import org.jspecify.annotations.NullMarked;

package dev.bulkhead.local.iam;

/** What a statement does to a request that it applies to. */
enum Effect {
  ALLOW,
  DENY
}

/** Tenants and their API tokens: what operators do, and what a tenant's admins may do over HTTP. */
@NullMarked
package dev.bulkhead.tenants;

import org.jspecify.annotations.NullMarked;

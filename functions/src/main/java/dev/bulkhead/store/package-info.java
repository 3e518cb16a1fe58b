/**
 * Ports to where a tenant's data lies, with their contracts. A store is opened inside a tenant and
 * has no method that could name another.
 */
@NullMarked
package dev.bulkhead.store;

import org.jspecify.annotations.NullMarked;

/** Ports to where a tenant's data lies, with their contracts. */
@NullMarked
package dev.bulkhead.store;

import org.jspecify.annotations.NullMarked;

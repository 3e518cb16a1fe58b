/** Tenants and tokens on the whole local stack. */
@NullMarked
package dev.bulkhead.tenants;

import org.jspecify.annotations.NullMarked;

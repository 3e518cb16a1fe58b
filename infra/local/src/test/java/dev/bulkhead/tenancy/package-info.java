/** The walls, tried with a tenant's own credentials straight at the data. */
@NullMarked
package dev.bulkhead.tenancy;

import org.jspecify.annotations.NullMarked;

/**
 * The control table, apart from all tracking data: which tenants there are, and the hashes of their
 * API tokens.
 */
@NullMarked
package dev.bulkhead.control;

import org.jspecify.annotations.NullMarked;

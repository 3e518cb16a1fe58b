/** Searches for runs, and metric histories: the reads that look at much data. */
@NullMarked
package dev.bulkhead.searches;

import org.jspecify.annotations.NullMarked;

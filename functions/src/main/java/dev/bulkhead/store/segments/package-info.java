/**
 * Runs that nobody writes to, packed by thousands into segments that never change, so that a search
 * looks at columns in memory instead of at items. The layout of the bytes is in docs/segments.md.
 */
@NullMarked
package dev.bulkhead.store.segments;

import org.jspecify.annotations.NullMarked;

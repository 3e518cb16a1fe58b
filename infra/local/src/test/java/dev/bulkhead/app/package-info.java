/** The object graph, with one part of it made wrong on purpose. */
@NullMarked
package dev.bulkhead.app;

import org.jspecify.annotations.NullMarked;

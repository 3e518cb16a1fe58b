/**
 * The object graph of one execution environment: environment in, functions' collaborators out,
 * wired by hand.
 */
@NullMarked
package dev.bulkhead.app;

import org.jspecify.annotations.NullMarked;

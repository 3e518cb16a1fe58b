/**
 * What the server says of itself: health, version, what it offers, and that a route does not exist.
 */
@NullMarked
package dev.bulkhead.server;

import org.jspecify.annotations.NullMarked;

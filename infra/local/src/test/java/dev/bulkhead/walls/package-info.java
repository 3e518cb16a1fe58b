/**
 * The walls, proved: the suite of all routes with each wall alone, and with our own code made wrong
 * on purpose.
 */
@NullMarked
package dev.bulkhead.walls;

import org.jspecify.annotations.NullMarked;

/** The edge, made wrong on purpose. */
@NullMarked
package dev.bulkhead.http;

import org.jspecify.annotations.NullMarked;

/** The commands of the script {@code bulkhead}. */
@NullMarked
package dev.bulkhead.local.cli;

import org.jspecify.annotations.NullMarked;

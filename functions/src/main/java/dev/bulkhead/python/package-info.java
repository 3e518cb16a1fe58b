/** How Python prints strings and numbers, because MLflow's messages do. */
@NullMarked
package dev.bulkhead.python;

import org.jspecify.annotations.NullMarked;

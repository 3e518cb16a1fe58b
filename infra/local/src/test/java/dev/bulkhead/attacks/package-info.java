/** What an attacker would try against the running stack, and what must come of it. */
@NullMarked
package dev.bulkhead.attacks;

import org.jspecify.annotations.NullMarked;

/** All of the local AWS, wired from the template: one JVM, one account, loopback ports. */
@NullMarked
package dev.bulkhead.local.stack;

import org.jspecify.annotations.NullMarked;

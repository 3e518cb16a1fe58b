/** The control table on DynamoDB Local. */
@NullMarked
package dev.bulkhead.control;

import org.jspecify.annotations.NullMarked;

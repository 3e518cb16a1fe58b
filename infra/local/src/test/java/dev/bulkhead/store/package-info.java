/** What every store must do, proved on DynamoDB Local. */
@NullMarked
package dev.bulkhead.store;

import org.jspecify.annotations.NullMarked;

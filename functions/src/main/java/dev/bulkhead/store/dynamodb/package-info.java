/**
 * The stores on one DynamoDB table without an index. {@code Keys} alone builds keys, {@code …Item}
 * alone knows attribute names, {@code Table} alone calls the SDK.
 */
@NullMarked
package dev.bulkhead.store.dynamodb;

import org.jspecify.annotations.NullMarked;

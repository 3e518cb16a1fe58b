/** DynamoDB Local behind a front that asks IAM about every call, as DynamoDB does. */
@NullMarked
package dev.bulkhead.local.dynamodb;

import org.jspecify.annotations.NullMarked;

/** A queue that behaves as SQS does in what we rely on, and Lambda's poller that empties it. */
@NullMarked
package dev.bulkhead.local.sqs;

import org.jspecify.annotations.NullMarked;

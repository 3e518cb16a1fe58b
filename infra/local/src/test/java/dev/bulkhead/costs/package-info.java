/** Holds calls to what they cost in DynamoDB's units, exactly, as the local stack's meter says. */
package dev.bulkhead.costs;

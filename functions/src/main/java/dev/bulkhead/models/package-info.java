/** Logged models: one class an operation, and the function that routes to them. */
@NullMarked
package dev.bulkhead.models;

import org.jspecify.annotations.NullMarked;

/** The edge: API Gateway's event in, a route looked up, MLflow's JSON, rules and errors out. */
@NullMarked
package dev.bulkhead.http;

import org.jspecify.annotations.NullMarked;

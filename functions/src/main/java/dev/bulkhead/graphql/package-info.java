/**
 * As much of GraphQL as MLflow's user interface speaks, read by a parser of our own: a library's
 * would be larger than everything else that the function loads.
 */
@NullMarked
package dev.bulkhead.graphql;

import org.jspecify.annotations.NullMarked;

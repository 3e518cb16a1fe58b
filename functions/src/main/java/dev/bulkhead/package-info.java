/**
 * Bulkhead: MLflow tracking as serverless functions for many tenants, with walls that AWS enforces.
 *
 * <p>The guided tour, in reading order:
 *
 * <ol>
 *   <li>{@link dev.bulkhead.domain}: MLflow's nouns, and what may go wrong with them.
 *   <li>{@link dev.bulkhead.tenancy}: who calls, inside which tenant, and the credentials that can
 *       name no other.
 *   <li>{@link dev.bulkhead.control}: which tenants there are, and the hashes of their API tokens.
 *   <li>{@link dev.bulkhead.store}: the ports to a tenant's data; {@code store.dynamodb} and {@code
 *       store.s3} keep it.
 *   <li>{@link dev.bulkhead.search}: MLflow's filter and order_by languages; {@link
 *       dev.bulkhead.python} prints as its messages do.
 *   <li>{@link dev.bulkhead.http}: the edge: an API Gateway event in, an answer in MLflow's dialect
 *       out.
 *   <li>{@link dev.bulkhead.experiments}, {@code runs}, {@code models}, {@code artifacts}, {@code
 *       uploads}, {@code tenants}, {@code authorizer}, {@link dev.bulkhead.server}: one Lambda
 *       function each, with a visible route table and one class an operation.
 *   <li>{@link dev.bulkhead.app}: the object graph of one execution environment, wired by hand.
 * </ol>
 *
 * <p>One request: the gateway hands {@link dev.bulkhead.experiments.ExperimentsFunction} an event
 * with the tenant that the authorizer found for the credential. The edge looks the route up, opens
 * the tenant's stores with credentials for that tenant and that access alone, and hands both to the
 * route's operation; the operation reads its fields, asks a store, and replies. Three hops: edge,
 * operation, store.
 */
@NullMarked
package dev.bulkhead;

import org.jspecify.annotations.NullMarked;

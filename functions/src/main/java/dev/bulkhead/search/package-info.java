/**
 * MLflow's search languages: a filter or an order is read into a small tree, and the tree is asked
 * about one run, experiment or logged model at a time. {@code docs/search.md} is the grammar.
 */
@NullMarked
package dev.bulkhead.search;

import org.jspecify.annotations.NullMarked;

/** MLflow's nouns: experiments, runs, metrics, params, tags, and what may go wrong with them. */
@NullMarked
package dev.bulkhead.domain;

import org.jspecify.annotations.NullMarked;

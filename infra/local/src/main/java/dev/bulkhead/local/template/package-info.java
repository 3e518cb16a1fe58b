/** Reads {@code template.yaml} as CloudFormation and SAM would, for one local account. */
@NullMarked
package dev.bulkhead.local.template;

import org.jspecify.annotations.NullMarked;

package dev.bulkhead.tenants;

import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;

/** Something that an operator can have done. */
@FunctionalInterface
interface Command {

  /**
   * Does it, or changes nothing.
   *
   * @throws dev.bulkhead.domain.TrackingException whatever the operator may be told
   */
  JsonBody run(Fields fields);
}

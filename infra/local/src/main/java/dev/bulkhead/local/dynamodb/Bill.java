package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.util.List;

/** What is charged for one call when it has been done. */
interface Bill {

  /** The call's body, asking for what the bill needs. */
  byte[] body();

  /** What the call is charged, by the items as they now are and the answer. */
  List<Charge> charges(byte[] answer);
}

package dev.bulkhead.local.dynamodb;

/** What is charged for one call when it has been done. */
interface Bill {

  /** The call's body, asking for what the bill needs. */
  byte[] body();

  /** Tells the meter. */
  void settle(byte[] answer);
}

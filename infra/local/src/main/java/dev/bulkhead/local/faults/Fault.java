package dev.bulkhead.local.faults;

/** What can go wrong between a function and AWS. */
public enum Fault {
  /** The service has too much to do. */
  THROTTLED,
  /** The service fails. */
  BROKEN,
  /** The service reads, and fails to write. */
  READ_ONLY,
  /** The connection breaks before the service has heard anything. */
  DROPPED,
  /** The service does it, and the connection breaks before it can say so. */
  LOST,
  /** The service does it, and the connection breaks in the middle of its answer. */
  CUT,
  /** Something on the way to the service answers in its place, in words of its own. */
  ALIEN,
  /** The service takes its time, a tenth of a second. */
  SLOW,
  /** The service is silent for as long as a function listens. */
  HUNG,
  /** The service's clock is ten minutes ahead. */
  SKEWED,
  /** The session has ended. */
  EXPIRED,
  /** Others' transactions are in the way. */
  CONFLICT,
  /** A transaction meets a partition that is too hot. */
  CANCELLED,
  /** The transaction's own earlier attempt is still at work. */
  IN_PROGRESS,
  /** Of a batch, nothing is done. */
  UNPROCESSED,
  /** The function itself ends in the middle of a call. */
  KILLED
}

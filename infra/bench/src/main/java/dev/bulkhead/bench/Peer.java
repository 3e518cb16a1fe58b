package dev.bulkhead.bench;

import java.io.IOException;

/** Something that can be measured. */
interface Peer {
  /** As on the command line, and in the report. */
  String name();

  /**
   * Starts it, empty, and waits until it answers.
   *
   * @throws IOException if it cannot be had on this machine; the message says why
   */
  Server start(Workshop workshop) throws IOException;
}

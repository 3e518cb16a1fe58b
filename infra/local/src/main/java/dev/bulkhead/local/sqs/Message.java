package dev.bulkhead.local.sqs;

/**
 * A message of a queue.
 *
 * @param id that orders messages by when they were sent
 * @param receives how often it was delivered
 * @param dead whether it is given up
 */
public record Message(String id, int receives, boolean dead, String body) {

  Message received() {
    return new Message(id, receives + 1, false, body);
  }

  Message buried() {
    return new Message(id, receives, true, body);
  }

  /** As it was sent, to be tried as often as any other. */
  Message renewed() {
    return new Message(id, 0, false, body);
  }
}

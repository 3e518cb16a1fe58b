package dev.bulkhead.local;

/** Where the parts of a stack write their lines. */
public interface StackLog {
  /**
   * Writes one line, or several if a stack trace is among it.
   *
   * @param source which part of the stack speaks
   */
  void write(String source, String text);
}
